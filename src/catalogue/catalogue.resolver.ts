import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import type { Catalogue, Element } from './catalogue.js';
import { CatalogueElement } from './catalogue.types.js';
import { labelOf, retentionText } from './catalogue.words.js';
import { isSpecial } from './categories.js';
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
      ...columns.map((element) => describe(context, element, 'COLUMN', null)),
      ...fields.map((field) =>
        describe(context, this.catalogueOfColumns.ofField(field), 'TENANT_FIELD', field.retiredAt),
      ),
    ];
  }
}

const describe = (
  context: Context,
  element: Element,
  kind: CatalogueElement['kind'],
  retiredAt: Date | null,
): CatalogueElement => ({
  id: element.id,
  label: labelOf(context, element),
  kind,
  table: element.table,
  category: element.category,
  categoryLabel: context.text(`category.${element.category}`),
  special: isSpecial(element.category),
  purposes: [...element.purposes],
  purposeLabels: element.purposes.map((purpose) => context.text(`purpose.${purpose}`)),
  owner: element.owner,
  ownerLabel: context.text(`owner.${element.owner}`),
  retention: element.retention,
  retentionLabel: retentionText(context, element.retention),
  correctable: element.correctable,
  retiredAt,
});
