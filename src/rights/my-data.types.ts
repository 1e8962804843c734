import { Field, Int, ObjectType } from 'type-graphql';
import { DeclaredElement } from '../catalogue/index.js';

@ObjectType({
  description:
    'One element of what is held on the viewer, with its values (Article 15 GDPR). Values that a source system owns are an item of their own.',
  simpleResolvers: true,
})
export class MyDataItem extends DeclaredElement {
  @Field(() => String, { description: 'The element’s name in the catalogue, such as `person.telephone`.' })
  element!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The source system that owns the values, where they are corrected; null for Varde’s own.',
  })
  source!: string | null;

  @Field(() => [String], {
    description:
      'The values as text, newest record first; of the newest records only, where `recordCount` says that there are more. The export holds all.',
  })
  values!: string[];

  @Field(() => [String], {
    description: 'The values in words, in the language of the request, where they are codes; of files their names.',
  })
  valueLabels!: string[];

  @Field(() => [String], {
    description: 'For each value the record that it stands in: values of one record belong together.',
  })
  records!: string[];

  @Field(() => Int, { description: 'How many records of this kind are held on the viewer.' })
  recordCount!: number;
}
