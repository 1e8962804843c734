import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { Fault } from '../errors.js';

/** What one operation may ask for. An IDE's introspection query stays below all of them. */
export const operationLimits = {
  /** Lexical tokens of the document. */
  tokens: 2_000,
  /** Nested fields, below the root. */
  depth: 12,
  /** Fields with an alias, in the whole document. */
  aliases: 50,
  /** Directives in the whole document. */
  directives: 50,
  /** Fields of Query or Mutation; each of a mutation's takes effect one after the other. */
  rootFields: 10,
  /** Validation errors that are told; the rest is not looked for. */
  errors: 20,
  /** Records that the operation could read at most (see `operationCost`). */
  cost: 12_000,
} as const;

type FragmentOf = (name: string) => FragmentDefinitionNode | null | undefined;

/** Nested fields below a selection; introspection, which reads no data, has limits of its own. */
function depthOf(selections: SelectionSetNode, fragmentOf: FragmentOf, known: Map<string, number>): number {
  let deepest = 0;
  for (const selection of selections.selections) {
    let depth = 0;
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value.startsWith('__')) continue;
      depth = 1 + (selection.selectionSet ? depthOf(selection.selectionSet, fragmentOf, known) : 0);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      depth = depthOf(selection.selectionSet, fragmentOf, known);
    } else {
      const name = selection.name.value;
      const fragment = fragmentOf(name);
      if (fragment && !known.has(name)) {
        // Set before descending: a fragment that spreads itself is another rule's to refuse.
        known.set(name, 0);
        known.set(name, depthOf(fragment.selectionSet, fragmentOf, known));
      }
      depth = known.get(name) ?? 0;
    }
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Fields that stand at the root, through whatever fragments. */
function rootFieldsOf(selections: SelectionSetNode, fragmentOf: FragmentOf, seen: Set<string>): number {
  let fields = 0;
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) fields += 1;
    else if (selection.kind === Kind.INLINE_FRAGMENT) fields += rootFieldsOf(selection.selectionSet, fragmentOf, seen);
    else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      const fragment = fragmentOf(selection.name.value);
      if (fragment) fields += rootFieldsOf(fragment.selectionSet, fragmentOf, seen);
    }
  }
  return fields;
}

const refuse = (context: ValidationContext, messageKey: string, maximum: number): void =>
  context.reportError(
    new GraphQLError('The operation passes a limit.', {
      originalError: new Fault('LIMIT_EXCEEDED', messageKey, { maximum }),
    }),
  );

/** Refuses operations that nest too deeply, or ask for too much at the root. */
const shapeRule: ValidationRule = (context): ASTVisitor => ({
  OperationDefinition: (operation) => {
    const fragmentOf: FragmentOf = (name) => context.getFragment(name);
    const depth = depthOf(operation.selectionSet, fragmentOf, new Map());
    if (depth > operationLimits.depth) refuse(context, 'tooDeep', operationLimits.depth);
    const fields = rootFieldsOf(operation.selectionSet, fragmentOf, new Set());
    if (fields > operationLimits.rootFields) refuse(context, 'limit.rootFields', operationLimits.rootFields);
  },
});

/** Refuses documents with too many aliases or directives, which multiply work without adding to what is read. */
const repetitionRule: ValidationRule = (context): ASTVisitor => {
  let aliases = 0;
  let directives = 0;
  return {
    Field: (field) => {
      if (field.alias && ++aliases === operationLimits.aliases + 1) {
        refuse(context, 'limit.aliases', operationLimits.aliases);
      }
    },
    Directive: () => {
      if (++directives === operationLimits.directives + 1) {
        refuse(context, 'limit.directives', operationLimits.directives);
      }
    },
  };
};

export const limitRules: readonly ValidationRule[] = [shapeRule, repetitionRule];
