import {
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  OperationTypeNode,
  type ResponsePath,
  responsePathAsArray,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import {
  buildExecutionContext,
  buildResolveInfo,
  defaultTypeResolver,
  type ExecutionContext,
  getFieldDef,
} from 'graphql/execution/execute.js';
import { getArgumentValues } from 'graphql/execution/values.js';
import { relationKey } from '../reading/index.js';

type Path = ResponsePath | undefined;
/** What a value is in the answer, or the promise of it. */
type Complete = (value: unknown, at: ResponsePath) => unknown;

/** One selected field, prepared once for all objects of its selection. */
interface Field {
  readonly key: string;
  readonly parent: GraphQLObjectType;
  readonly nodes: readonly FieldNode[];
  readonly definition: GraphQLField<unknown, unknown>;
}

interface PreparedField {
  readonly key: string;
  readonly valueOf: (source: unknown, parent: Path) => unknown;
}

const plain = new Set(['string', 'number', 'boolean']);

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/**
 * Carries out an operation as the GraphQL specification (October 2021, section 6) has it and `execute` of graphql-js does,
 * with the same answers and errors. It prepares each selection once and not once per object, because a page is hundreds of
 * objects of one selection; and what a compiled read answered stands in the row, so that no resolver is called for it.
 */
export async function executeOperation(args: ExecutionArgs): Promise<ExecutionResult> {
  const operation = buildExecutionContext(args);
  if (!('schema' in operation)) return { errors: operation };
  const { collectedErrors } = operation;
  let data: Record<string, unknown> | null = null;
  try {
    data = await new Execution(operation).run();
  } catch (error) {
    collectedErrors.add(error as GraphQLError, undefined);
  }
  return collectedErrors.errors.length === 0 ? { data } : { errors: collectedErrors.errors, data };
}

class Execution {
  constructor(private readonly context: ExecutionContext) {}

  async run(): Promise<Record<string, unknown>> {
    const { schema, fragments, variableValues, operation, rootValue } = this.context;
    const type = schema.getRootType(operation.operation);
    if (!type) {
      throw new GraphQLError(`Schema is not configured to execute ${operation.operation} operation.`, {
        nodes: operation,
      });
    }
    const fields = this.prepare(type, collectFields(schema, fragments, variableValues, type, operation.selectionSet));
    if (operation.operation !== OperationTypeNode.MUTATION)
      return (await this.object(fields, rootValue, undefined)) as never;
    const data = emptyObject(fields);
    for (const { key, valueOf } of fields) data[key] = await valueOf(rootValue, undefined);
    return data;
  }

  private prepare(type: GraphQLObjectType, selected: ReadonlyMap<string, readonly FieldNode[]>): PreparedField[] {
    return [...selected].flatMap(([key, nodes]) => {
      const [node] = nodes;
      const definition = node && getFieldDef(this.context.schema, type, node);
      return definition ? [this.prepareField({ key, nodes, definition, parent: type })] : [];
    });
  }

  private prepareField(field: Field): PreparedField {
    const { key, parent, definition } = field;
    const read = definition.resolve ? this.resolver(field) : this.property(field);
    const complete = this.completer(definition.type, field);
    const whole = (source: unknown, above: Path): unknown =>
      this.guarded(source, read, complete, definition.type, field, { prev: above, key, typename: parent.name });
    const leaf = getNullableType(definition.type);
    if (definition.resolve || !isLeafType(leaf)) return { key, valueOf: whole };
    const { name } = definition;
    const optional = !isNonNullType(definition.type);
    return {
      key,
      // Most of an answer are plain values of rows, which need neither a path nor a promise.
      valueOf: (source, above) => {
        const value = (source as Record<string, unknown> | null | undefined)?.[name];
        if (value === null && optional) return null;
        if (typeof value === 'object' ? value instanceof Date : plain.has(typeof value)) {
          try {
            return serialized(leaf, value);
          } catch {
            return whole(source, above);
          }
        }
        return whole(source, above);
      },
    };
  }

  private resolver(field: Field): Complete {
    const { resolve } = field.definition;
    return (source, at) => resolve?.(source, this.argumentsOf(field), this.context.contextValue, this.info(field, at));
  }

  /** The property of the field's name; a relation of a compiled read stands under its response key, beside the columns. */
  private property(field: Field): Complete {
    const { key, definition } = field;
    const related = isLeafType(getNamedType(definition.type)) ? null : relationKey(key);
    return (source, at) => {
      if (typeof source !== 'object' || source === null) return undefined;
      const row = source as Record<string, unknown>;
      if (related !== null && related in row) return row[related];
      const value = row[definition.name];
      if (typeof value !== 'function') return value;
      const method = value as (...given: unknown[]) => unknown;
      return method.call(source, this.argumentsOf(field), this.context.contextValue, this.info(field, at));
    };
  }

  private argumentsOf({ definition, nodes: [node] }: Field): Record<string, unknown> {
    return definition.args.length > 0 && node ? getArgumentValues(definition, node, this.context.variableValues) : {};
  }

  private info({ definition, nodes, parent }: Field, at: ResponsePath): GraphQLResolveInfo {
    return buildResolveInfo(this.context, definition, [...nodes], parent, at);
  }

  /** Reads and completes a value. A failure makes it null, or, where it may not be, the next value above that may. */
  private guarded(
    source: unknown,
    read: Complete,
    complete: Complete,
    type: GraphQLOutputType,
    field: Field,
    at: ResponsePath,
  ): unknown {
    const fail = (error: unknown): null => {
      const located = locatedError(error, field.nodes, responsePathAsArray(at));
      if (isNonNullType(type)) throw located;
      this.context.collectedErrors.add(located, at);
      return null;
    };
    try {
      const value = read(source, at);
      const completed = isPromise(value) ? value.then((settled) => complete(settled, at)) : complete(value, at);
      return isPromise(completed) ? completed.then(undefined, fail) : completed;
    } catch (error) {
      return fail(error);
    }
  }

  private completer(type: GraphQLOutputType, field: Field): Complete {
    if (isNonNullType(type)) {
      const inner = this.completer(type.ofType, field);
      const required = (value: unknown): unknown => {
        if (value !== null) return value;
        throw new Error(`Cannot return null for non-nullable field ${field.parent.name}.${field.definition.name}.`);
      };
      return (value, at) => {
        const completed = inner(value, at);
        return isPromise(completed) ? completed.then(required) : required(completed);
      };
    }
    const complete = this.valueCompleter(type, field);
    return (value, at) => {
      if (value instanceof Error) throw value;
      return value === null || value === undefined ? null : complete(value, at);
    };
  }

  private valueCompleter(type: GraphQLOutputType, field: Field): Complete {
    if (isListType(type)) return this.list(type.ofType, field);
    if (isLeafType(type)) return (value) => serialized(type, value);
    if (isObjectType(type)) return this.objectOf(type, field);
    if (!isAbstractType(type)) throw new Error(`${String(type)} is no type of an answer`);
    const known = new Map<GraphQLObjectType, Complete>();
    const { contextValue, schema } = this.context;
    return (value, at) => {
      const completeAs = (name: unknown): unknown => {
        const runtime = typeof name === 'string' ? schema.getType(name) : undefined;
        if (!isObjectType(runtime) || !schema.isSubType(type, runtime)) {
          throw new GraphQLError(`${String(runtime ?? name)} is no possible type for "${type.name}".`, {
            nodes: field.nodes,
          });
        }
        const complete = known.get(runtime) ?? this.objectOf(runtime, field);
        known.set(runtime, complete);
        return complete(value, at);
      };
      const name = (type.resolveType ?? defaultTypeResolver)(value, contextValue, this.info(field, at), type);
      return isPromise(name) ? name.then(completeAs) : completeAs(name);
    };
  }

  private list(type: GraphQLOutputType, field: Field): Complete {
    const complete = this.completer(type, field);
    const itself: Complete = (item) => item;
    return (value, at) => {
      if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
        const { parent, definition } = field;
        throw new GraphQLError(
          `Expected Iterable, but did not find one for field "${parent.name}.${definition.name}".`,
        );
      }
      const items = Array.from(value as Iterable<unknown>, (item, index) =>
        this.guarded(item, itself, complete, type, field, { prev: at, key: index, typename: undefined }),
      );
      return items.some(isPromise) ? allOf(items) : items;
    };
  }

  private objectOf(type: GraphQLObjectType, field: Field): Complete {
    const { schema, fragments, variableValues, contextValue } = this.context;
    let fields: PreparedField[] | undefined;
    const complete = (value: unknown, at: ResponsePath): unknown => {
      fields ??= this.prepare(type, collectSubfields(schema, fragments, variableValues, type, [...field.nodes]));
      return this.object(fields, value, at);
    };
    const { isTypeOf } = type;
    if (!isTypeOf) return complete;
    return (value, at) => {
      const completeIf = (fits: boolean): unknown => {
        if (fits) return complete(value, at);
        throw new GraphQLError(`Expected value of type "${type.name}".`, { nodes: field.nodes });
      };
      const fits = isTypeOf(value, contextValue, this.info(field, at));
      return isPromise(fits) ? fits.then(completeIf) : completeIf(fits);
    };
  }

  private object(fields: readonly PreparedField[], source: unknown, at: Path): unknown {
    const result = emptyObject(fields);
    const pending: Promise<unknown>[] = [];
    try {
      for (const { key, valueOf } of fields) {
        const value = valueOf(source, at);
        result[key] = value;
        if (isPromise(value)) pending.push(value.then((settled) => (result[key] = settled)));
      }
    } catch (error) {
      if (pending.length === 0) throw error;
      // What is under way is waited for, so that none of it fails with nobody to hear.
      return Promise.allSettled(pending).then(() => Promise.reject(error as Error));
    }
    return pending.length > 0 ? allOf(pending).then(() => result) : result;
  }
}

/**
 * All values, or the first failure, but not before the others have settled: the request is closed after the answer, and what
 * is still under way would then reach a connection that is another's.
 */
function allOf(values: readonly unknown[]): Promise<unknown[]> {
  return Promise.all(values).catch(async (error: unknown) => {
    await Promise.allSettled(values);
    throw error;
  });
}

/** An object with a prototype is made and written faster; only the alias `__proto__` must not reach it. */
const emptyObject = (fields: readonly PreparedField[]): Record<string, unknown> =>
  fields.some(({ key }) => key === '__proto__') ? (Object.create(null) as Record<string, unknown>) : {};

function serialized(type: GraphQLLeafType, value: unknown): unknown {
  const result: unknown = type.serialize(value);
  if (result === null || result === undefined) {
    throw new Error(`Expected \`${type.name}.serialize\` to return a non-nullable value.`);
  }
  return result;
}
