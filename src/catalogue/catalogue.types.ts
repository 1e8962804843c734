import { Field, ObjectType } from 'type-graphql';
import { enumOf } from '../base/graphql/enum.js';
import type { DataCategory, DataOwner, Purpose } from './categories.js';
import { DataCategoryEnum, DataOwnerEnum, PurposeEnum } from './category.types.js';

const elementKinds = ['COLUMN', 'TENANT_FIELD'] as const;
type ElementKind = (typeof elementKinds)[number];

const ElementKindEnum = enumOf(
  elementKinds,
  'CatalogueElementKind',
  'Whether every tenant’s data has the element, or the controller defined it as a field of its own.',
);

/** What is said of an element wherever it is shown: in the catalogue, and beside the values that are held. */
@ObjectType({ simpleResolvers: true })
export abstract class DeclaredElement {
  @Field(() => String, { description: 'What people call it, in the language of the request.' })
  label!: string;

  @Field(() => String, { description: 'The kind of record that it is part of, such as `person`.' })
  table!: string;

  @Field(() => DataCategoryEnum, { description: 'The category of personal data.' })
  category!: DataCategory;

  @Field(() => String, { description: 'The category in words.' })
  categoryLabel!: string;

  @Field(() => Boolean, { description: 'Whether it is a special category (Article 9 GDPR).' })
  special!: boolean;

  @Field(() => [PurposeEnum], { description: 'What it is kept for.' })
  purposes!: Purpose[];

  @Field(() => [String], { description: 'The purposes in words.' })
  purposeLabels!: string[];

  @Field(() => DataOwnerEnum, { description: 'Who says what is right, where no source system does.' })
  owner!: DataOwner;

  @Field(() => String, { description: 'The owner in words.' })
  ownerLabel!: string;

  @Field(() => String, { description: 'How long it is kept: `WHILE_ACTIVE`, `UNTIL_REMOVED`, or a period (ISO 8601).' })
  retention!: string;

  @Field(() => String, { description: 'The retention in words.' })
  retentionLabel!: string;

  @Field(() => Boolean, { description: 'Whether persons may correct their own, where no source system owns it.' })
  correctable!: boolean;
}

@ObjectType({
  description: 'One element of the personal data that is held, as it was declared where it is stored.',
  simpleResolvers: true,
})
export class CatalogueElement extends DeclaredElement {
  @Field(() => String, { description: 'The element’s stable name, such as `person.telephone`.' })
  id!: string;

  @Field(() => ElementKindEnum, { description: 'A column of Varde, or a field of the controller’s own.' })
  kind!: ElementKind;

  @Field(() => Date, {
    nullable: true,
    description: 'Since when a field takes no new values; those that it has are still held.',
  })
  retiredAt!: Date | null;
}
