import { Field, ID, InterfaceType } from 'type-graphql';

/** Whatever has an id of its own, after the GraphQL global object identification specification. */
@InterfaceType('Node', {
  description: 'An object with an id of its own, readable again through `node`.',
  resolveType: (value: { $type: string }) => value.$type,
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque id, unique over all types.' })
  id!: string;
}
