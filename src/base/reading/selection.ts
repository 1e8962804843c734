import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNamedType,
  isObjectType,
  print,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { getArgumentValues } from 'graphql/execution/values.js';
import { Fault } from '../errors.js';

/** One selected field: its response key, name and arguments, and the nodes that select below it. */
export interface SelectedField {
  readonly key: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly nodes: readonly FieldNode[];
  readonly parent: GraphQLObjectType;
}

/** The fields selected below some nodes, with fragments, `@skip` and `@include` applied. */
export function fieldsBelow(
  info: GraphQLResolveInfo,
  parent: GraphQLObjectType,
  nodes: readonly FieldNode[],
): SelectedField[] {
  const collected = collectSubfields(info.schema, info.fragments, info.variableValues, parent, nodes);
  const definitions = parent.getFields();
  const fields: SelectedField[] = [];
  for (const [key, same] of collected) {
    const node = same[0];
    const definition = node && definitions[node.name.value];
    if (!node || !definition) continue;
    assertSameArguments(same);
    fields.push({
      key,
      name: node.name.value,
      args: definition.args.length > 0 ? getArgumentValues(definition, node, info.variableValues) : {},
      nodes: same,
      parent,
    });
  }
  return fields;
}

/** The object type of a field's value. */
export function objectTypeOf(parent: GraphQLObjectType, field: string): GraphQLObjectType {
  const definition = parent.getFields()[field];
  const type = definition && getNamedType(definition.type);
  if (!isObjectType(type)) throw new Error(`${parent.name}.${field} is not an object`);
  return type;
}

/** All nodes of the named fields below some nodes, whatever their aliases: they are answered by one row. */
export function nodesOf(
  info: GraphQLResolveInfo,
  parent: GraphQLObjectType,
  nodes: readonly FieldNode[],
  name: string,
): FieldNode[] {
  return fieldsBelow(info, parent, nodes)
    .filter((field) => field.name === name)
    .flatMap((field) => field.nodes);
}

/**
 * `nodes` and `edges.node` select of the same row, so the same response key must mean the same there; GraphQL itself
 * only demands it within one of them.
 */
function assertSameArguments(nodes: readonly FieldNode[]): void {
  if (nodes.length < 2) return;
  const text = (node: FieldNode): string => `${node.name.value}(${(node.arguments ?? []).map(print).sort().join()})`;
  const [first, ...rest] = nodes.map(text);
  if (rest.some((other) => other !== first)) throw new Fault('BAD_USER_INPUT', 'conflictingSelections');
}
