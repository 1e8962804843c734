import type { Messages } from '../base/messages.js';
import type { ObjectMap } from '../base/reading/index.js';
import type { ClockSource } from './clock.js';
import type { ObjectExtension, ObjectSpec } from './object-spec.js';

type Class = abstract new (...dependencies: never[]) => object;

/**
 * What a domain declares about itself, beside its services and resolvers: the tables that it owns, how its objects are
 * read, the types that `node` answers, and what it has to say to people.
 */
export interface Domain {
  readonly entities?: readonly (new () => object)[];
  readonly objects?: readonly ObjectSpec<never>[];
  /** Objects that are read from a view: it has no declarations of its own, so that the map says everything. */
  readonly maps?: readonly ObjectMap[];
  readonly extensions?: readonly ObjectExtension[];
  readonly nodeTypes?: readonly Class[];
  /** What of it falls due, for the tenant's calendar. */
  readonly clocks?: readonly ClockSource[];
  readonly messages?: readonly Messages[];
}
