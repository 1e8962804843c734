import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { inRequest, type SubscriptionContext } from '../../base/graphql/subscriptions.js';
import { relationOf } from '../../base/reading/index.js';
import { OperationType } from '../../jobs/index.js';
import { ExportPersonInput, ExportTenantInput } from './export.inputs.js';
import type { ArchivePlace } from './export.objects.js';
import type { ExportService } from './export.service.js';
import { ExportArchiveType, ExportPayload } from './export.types.js';

@Resolver(() => OperationType)
export class ExportResolver {
  constructor(private readonly exports: ExportService) {}

  @Action('export.person')
  @Mutation(() => ExportPayload, {
    description:
      'Exports everything held on one person (Articles 15 and 20 GDPR): the viewer’s own data or, for the controller, anybody’s. One export runs at a time; asking again answers it.',
  })
  async exportPerson(
    @Arg('input', () => ExportPersonInput, { description: 'Whose data.' }) input: ExportPersonInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const operationId = await this.exports.exportPerson(context, input);
    return { operation: await context.read.one('Operation', operationId, info, ['operation']) };
  }

  @Action('export.tenant')
  @Mutation(() => ExportPayload, {
    description:
      'Exports everything held for the controller, with its configuration and every file. One export runs at a time; asking again answers it.',
  })
  async exportTenant(
    @Arg('input', () => ExportTenantInput, { description: 'How to find it again.' }) input: ExportTenantInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const operationId = await this.exports.exportTenant(context, input);
    return { operation: await context.read.one('Operation', operationId, info, ['operation']) };
  }

  @FieldResolver(() => ExportArchiveType, {
    nullable: true,
    description: 'What an export made; null for other work, until it is finished, and after it has expired.',
  })
  archive(@Root() operation: object, @Info() info: GraphQLResolveInfo): ExportArchiveType | null {
    return relationOf(operation, info);
  }
}

@Resolver(() => ExportArchiveType)
export class ExportArchiveResolver {
  constructor(private readonly exports: ExportService) {}

  @FieldResolver(() => String, {
    nullable: true,
    description: 'From where to download it, good for minutes; null once it has expired. Ask again for a new one.',
  })
  downloadUrl(
    @Root() archive: { readonly downloadUrl: ArchivePlace },
    @Ctx() context: Context | SubscriptionContext,
  ): Promise<string | null> {
    const sign = (request: Context): Promise<string | null> => this.exports.downloadUrl(request, archive.downloadUrl);
    return 'fresh' in context ? inRequest(context, sign) : sign(context);
  }
}
