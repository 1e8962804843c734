import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { MAXIMUM_PAGE } from '../reading/index.js';

type Variables = Readonly<Record<string, unknown>>;

/** Rows that a list without a page size is taken to have. */
const LIST = 10;
/** What counting all rows of a connection is taken to cost. */
const COUNT = 10;

interface Walk {
  readonly schema: GraphQLSchema;
  readonly variables: Variables;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Costs of fragments that were walked; each is walked once, however often it is spread. */
  readonly known: Map<string, number>;
}

/**
 * How many records an operation could read at most: each object counts one, a page counts its size for everything below
 * it, and scalars come with their object. Directives are taken to include. Introspection reads no records.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  return selectionCost(root, operation.selectionSet, { schema, variables, fragments, known: new Map() });
}

function selectionCost(type: GraphQLCompositeType, selections: SelectionSetNode, walk: Walk): number {
  let cost = 0;
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      const field = isUnionType(type) ? undefined : type.getFields()[selection.name.value];
      if (field) cost += fieldCost(type, field, selection, walk);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const on = selection.typeCondition ? walk.schema.getType(selection.typeCondition.name.value) : type;
      if (isCompositeType(on)) cost += selectionCost(on, selection.selectionSet, walk);
    } else {
      cost += fragmentCost(selection.name.value, walk);
    }
  }
  return cost;
}

function fragmentCost(name: string, walk: Walk): number {
  const known = walk.known.get(name);
  if (known !== undefined) return known;
  const fragment = walk.fragments.get(name);
  const on = fragment && walk.schema.getType(fragment.typeCondition.name.value);
  const cost = fragment && isCompositeType(on) ? selectionCost(on, fragment.selectionSet, walk) : 0;
  walk.known.set(name, cost);
  return cost;
}

function fieldCost(
  parent: GraphQLCompositeType,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  walk: Walk,
): number {
  const type = getNamedType(field.type);
  if (!isCompositeType(type) || !node.selectionSet) return field.name === 'totalCount' ? COUNT : 0;
  const below = selectionCost(type, node.selectionSet, walk);
  const pages = field.args.some(({ name }) => name === 'first');
  // A connection stands for its page already, and an edge for its node.
  if (pages) return 1 + pageSize(node, walk.variables) * below;
  if (parent.name.endsWith('Connection')) return field.name === 'pageInfo' ? 0 : 1 + below;
  if (parent.name.endsWith('Edge')) return below;
  return (isListType(getNullableType(field.type)) ? LIST : 1) * (1 + below);
}

/** The size of a page, at most the greatest there is; a size that is none will be refused when it is read. */
function pageSize(node: FieldNode, variables: Variables): number {
  for (const { name, value } of node.arguments ?? []) {
    if (name.value !== 'first' && name.value !== 'last') continue;
    const size = numberOf(value, variables);
    if (size !== null) return Math.min(Math.max(size, 1), MAXIMUM_PAGE);
  }
  return MAXIMUM_PAGE;
}

function numberOf(value: ValueNode, variables: Variables): number | null {
  if (value.kind === Kind.INT) return Number(value.value);
  const variable = value.kind === Kind.VARIABLE ? variables[value.name.value] : null;
  return typeof variable === 'number' ? variable : null;
}
