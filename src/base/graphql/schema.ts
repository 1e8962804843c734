import type { GraphQLSchema } from 'graphql';
import { buildSchema, type ContainerType, type NonEmptyArray } from 'type-graphql';
import { guardRootFields } from './root-fields.js';
import { userErrorTypes } from './user-error.types.js';

type ResolverClass = abstract new (...dependencies: never[]) => object;

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
  });
  guardRootFields(schema, report);
  return schema;
}
