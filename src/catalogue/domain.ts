import type { Messages } from '../base/messages.js';
import type { ObjectExtension, ObjectSpec } from './object-spec.js';

type Class = abstract new (...dependencies: never[]) => object;

/**
 * What a domain declares about itself, beside its services and resolvers: the tables that it owns, how its objects are
 * read, the types that `node` answers, and what it has to say to people.
 */
export interface Domain {
  readonly entities?: readonly (new () => object)[];
  readonly objects?: readonly ObjectSpec<never>[];
  readonly extensions?: readonly ObjectExtension[];
  readonly nodeTypes?: readonly Class[];
  readonly messages?: readonly Messages[];
}
