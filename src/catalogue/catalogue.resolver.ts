import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import type { Catalogue } from './catalogue.js';
import { CatalogueElement } from './catalogue.types.js';
import { describeElement } from './catalogue.words.js';
import type { TenantField } from './tenant-field.js';

/** The tenant's own fields, retired ones included. */
export type ReadTenantFields = (context: Context) => Promise<readonly TenantField[]>;

@Resolver(() => CatalogueElement)
export class CatalogueResolver {
  constructor(
    private readonly catalogueOfColumns: Catalogue,
    private readonly tenantFields: ReadTenantFields,
  ) {}

  @Action('catalogue.read')
  @Query(() => [CatalogueElement], {
    description:
      'Every element of personal data that is held, and why: those of Varde and the controller’s own fields, retired ones included.',
  })
  async catalogue(@Ctx() context: Context): Promise<CatalogueElement[]> {
    const columns = this.catalogueOfColumns.elements.filter(({ tenantFields }) => !tenantFields);
    const fields = await this.tenantFields(context);
    return [
      ...columns.map((element) => ({
        ...describeElement(context, element),
        id: element.id,
        kind: 'COLUMN' as const,
        retiredAt: null,
      })),
      ...fields.map((field) => {
        const element = this.catalogueOfColumns.ofField(field);
        const { retiredAt } = field;
        return { ...describeElement(context, element), id: element.id, kind: 'TENANT_FIELD' as const, retiredAt };
      }),
    ];
  }
}
