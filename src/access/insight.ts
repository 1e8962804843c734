import type { ObjectMaps } from '../base/reading/index.js';
import type { Catalogue, Domain } from '../catalogue/index.js';
import { MembershipService } from '../groups/index.js';
import { ExceptionService } from './exceptions/exception.service.js';
import { changeMessages } from './explain/change.messages.js';
import { explainMessages } from './explain/explain.messages.js';
import { ExplainResolver } from './explain/explain.resolver.js';
import { ExplainService } from './explain/explain.service.js';
import { Questions } from './explain/question.js';
import { SmallestChange } from './explain/smallest-change.js';
import { FunctionService } from './functions/function.service.js';
import { MatrixService } from './matrix/matrix.service.js';
import type { RoleBooks } from './matrix/role-book.js';
import type { PersonWalls } from './person-walls.js';
import { rehearsalMessages } from './rehearsal/rehearsal.messages.js';
import { RehearsalResolver } from './rehearsal/rehearsal.resolver.js';
import { RehearsalService } from './rehearsal/rehearsal.service.js';
import { RoleGrantService } from './role-grant.service.js';

export interface InsightTools {
  readonly books: RoleBooks;
  readonly walls: PersonWalls;
  readonly catalogue: Catalogue;
  readonly maps: ObjectMaps;
}

/** What tells of rights, and changes none: why somebody has one, and what a change would do. */
export const insight = { messages: [explainMessages, changeMessages, rehearsalMessages] } as const satisfies Domain;

export function insightResolvers({ books, walls, catalogue, maps }: InsightTools): readonly object[] {
  const services = {
    walls,
    grants: new RoleGrantService(books),
    functions: new FunctionService(books),
    exceptions: new ExceptionService(books),
    memberships: new MembershipService(),
    matrices: new MatrixService(),
  };
  return [
    new ExplainResolver(new ExplainService(new Questions(walls, catalogue, maps), new SmallestChange(services))),
    new RehearsalResolver(new RehearsalService(services, walls, books)),
  ];
}
