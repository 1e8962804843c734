import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Refusal } from '../../base/errors.js';
import { Action } from '../../base/graphql/action.js';
import type { TrustContent } from './trust.content.js';
import { TrustPageType } from './trust.types.js';

/** Reads a trust page in the language of the request. */
export type TrustReading = (context: Context, slug: string) => Promise<TrustContent>;

@Resolver(() => TrustPageType)
export class TrustResolver {
  constructor(private readonly read: TrustReading) {}

  @Action('public')
  @Query(() => TrustPageType, {
    nullable: true,
    description:
      'A controller’s trust page, also at `/tenants/<slug>/trust.html` and `.json`. Null where the controller publishes none.',
  })
  trustPage(
    @Arg('slug', () => String, { description: 'The controller’s short name.' }) slug: string,
    @Ctx() context: Context,
  ): Promise<TrustPageType | null> {
    return this.read(context, slug).catch((error: unknown) => {
      if (error instanceof Refusal) return null;
      throw error;
    });
  }
}
