import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import type { CertificationService } from './certification.service.js';
import {
  CertificationType,
  RemoveCertificationInput,
  RemoveCertificationPayload,
  SetCertificationInput,
  SetCertificationPayload,
} from './certification.types.js';

const MAXIMUM = 200;

@Resolver(() => CertificationType)
export class CertificationResolver {
  constructor(private readonly service: CertificationService) {}

  @Action('public')
  @Query(() => [CertificationType], {
    description:
      'The processor’s certifications, at most 200, those first that count longest. Anybody may read the public ones, the controllers’ accounts all.',
  })
  certifications(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<CertificationType[]> {
    return context.read.list<CertificationType>(
      'Certification',
      {
        order: (row) => sql`${row}.valid_until desc, ${row}.standard, ${row}.id`,
        limit: MAXIMUM,
      },
      info,
    );
  }

  @Action('certification.manage')
  @Mutation(() => SetCertificationPayload, {
    description: 'Records or changes a certification of the processor. For the operator.',
  })
  async setCertification(
    @Arg('input', () => SetCertificationInput, { description: 'The certification.' }) input: SetCertificationInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.service.set(context, input);
    return { certification: await context.read.one('Certification', id, info, ['certification']) };
  }

  @Action('certification.manage')
  @Mutation(() => RemoveCertificationPayload, {
    description: 'Removes a certification that was recorded by mistake. For the operator.',
  })
  async removeCertification(
    @Arg('input', () => RemoveCertificationInput, { description: 'Which one.' }) input: RemoveCertificationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await this.service.remove(context, input);
    return { removedId: input.id };
  }
}
