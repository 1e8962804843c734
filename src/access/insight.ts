import type { Route } from '../base/http/route.js';
import type { ObjectMaps } from '../base/reading/index.js';
import type { Catalogue, Domain } from '../catalogue/index.js';
import { MembershipService } from '../groups/index.js';
import { accessMatrixMessages } from './access-matrix/access-matrix.messages.js';
import { AccessMatrixResolver } from './access-matrix/access-matrix.resolver.js';
import { accessMatrixRoutes } from './access-matrix/access-matrix.routes.js';
import { AccessMatrixService } from './access-matrix/access-matrix.service.js';
import { CourseService } from './courses/course.service.js';
import { ExceptionService } from './exceptions/exception.service.js';
import { changeMessages } from './explain/change.messages.js';
import { explainMessages } from './explain/explain.messages.js';
import { ExplainResolver } from './explain/explain.resolver.js';
import { ExplainService } from './explain/explain.service.js';
import { Questions } from './explain/question.js';
import { SmallestChange } from './explain/smallest-change.js';
import { FunctionService } from './functions/function.service.js';
import { RoleGrantService } from './grants/role-grant.service.js';
import { MatrixService } from './matrix/matrix.service.js';
import type { RoleBooks } from './matrix/role-book.js';
import { rehearsalMessages } from './rehearsal/rehearsal.messages.js';
import { RehearsalResolver } from './rehearsal/rehearsal.resolver.js';
import { RehearsalService } from './rehearsal/rehearsal.service.js';
import type { PersonWalls } from './wall/person-walls.js';

export interface InsightTools {
  readonly books: RoleBooks;
  readonly walls: PersonWalls;
  readonly catalogue: Catalogue;
  readonly maps: ObjectMaps;
}

/** What tells of rights, and changes none: why somebody has one, and what a change would do. */
export const insight = {
  messages: [accessMatrixMessages, explainMessages, changeMessages, rehearsalMessages],
} as const satisfies Domain;

export function insightResolvers(tools: InsightTools): readonly object[] {
  const { books, walls, catalogue, maps } = tools;
  const services = {
    walls,
    grants: new RoleGrantService(books),
    functions: new FunctionService(books),
    exceptions: new ExceptionService(books),
    courses: new CourseService(books),
    memberships: new MembershipService(),
    matrices: new MatrixService(),
  };
  return [
    new ExplainResolver(new ExplainService(new Questions(walls, catalogue, maps), new SmallestChange(services))),
    new AccessMatrixResolver(new AccessMatrixService(tools)),
    new RehearsalResolver(new RehearsalService(services, walls, books)),
  ];
}

export const insightRoutes = (tools: InsightTools): readonly Route[] =>
  accessMatrixRoutes(new AccessMatrixService(tools));
