import type { GraphQLSchema } from 'graphql';
import { buildSchema, type ContainerType, type NonEmptyArray, type PubSub } from 'type-graphql';
import { guardRootFields } from './root-fields.js';
import { userErrorTypes } from './user-error.types.js';

type ResolverClass = abstract new (...dependencies: never[]) => object;

const refuseTopic = (): never => {
  throw new Error('A subscription says itself where its events come from');
};

/** type-graphql asks for one; here every subscription reads the database, so that any process can serve it. */
const noTopics: PubSub = { publish: refuseTopic, subscribe: refuseTopic };

/** Builds the schema from resolver instances, and guards each of its root fields. */
export async function buildApiSchema(
  resolvers: readonly object[],
  nodeTypes: readonly ResolverClass[],
  report: (error: unknown) => void,
): Promise<GraphQLSchema> {
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const container: ContainerType = {
    get: (resolver: unknown) => instances.get(resolver as never) as object,
  };
  const schema = await buildSchema({
    resolvers: [...instances.keys()] as unknown as NonEmptyArray<ResolverClass & (new () => object)>,
    orphanedTypes: [...userErrorTypes, ...nodeTypes] as never,
    container,
    validate: { forbidUnknownValues: true, stopAtFirstError: true, validationError: { target: false, value: false } },
    nullableByDefault: false,
    pubSub: noTopics,
  });
  guardRootFields(schema, report);
  return schema;
}
