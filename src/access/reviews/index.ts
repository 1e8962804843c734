import type { Database } from '../../base/database/database.js';
import type { Route } from '../../base/http/route.js';
import type { Domain } from '../../catalogue/index.js';
import { ExceptionService } from '../exceptions/exception.service.js';
import { RoleGrantService } from '../grants/role-grant.service.js';
import type { RoleBooks } from '../matrix/role-book.js';
import type { PersonWalls } from '../wall/person-walls.js';
import { AccessReview } from './access-review.entity.js';
import { AccessReviewItem } from './access-review-item.entity.js';
import { AccessReviewStep } from './access-review-step.entity.js';
import { reviewClocks } from './review.clocks.js';
import { reviewLabels } from './review.labels.js';
import { reviewMessages } from './review.messages.js';
import { accessReviewItemObject, accessReviewObject, accessReviewStepObject } from './review.objects.js';
import { ReviewResolver, ViewerReviewTasksResolver } from './review.resolver.js';
import { reviewRoutes } from './review.routes.js';
import { ReviewService } from './review.service.js';
import { ReviewSweep } from './review.sweep.js';
import { AccessReviewItemType, AccessReviewType } from './review.types.js';
import { ReviewBeginning } from './review-begin.js';
import { ReviewDecisionService } from './review-decision.service.js';
import { ReviewEffects } from './review-effects.js';
import { ReviewItemResolver } from './review-item.resolver.js';
import { reviewReportMessages } from './review-report.messages.js';

/** Reviews of who may do what (ST-9). */
export const reviews = {
  entities: [AccessReview, AccessReviewItem, AccessReviewStep],
  objects: [accessReviewObject, accessReviewItemObject, accessReviewStepObject],
  clocks: reviewClocks,
  nodeTypes: [AccessReviewType, AccessReviewItemType],
  messages: [reviewLabels, reviewMessages, reviewReportMessages],
} as const satisfies Domain;

export interface ReviewTools {
  readonly database: Database;
  readonly books: RoleBooks;
  readonly walls: PersonWalls;
  readonly report: (error: unknown) => void;
}

/** What reviews bring into the application. */
export interface Reviews {
  readonly resolvers: readonly object[];
  readonly routes: readonly Route[];
  readonly sweeps: readonly (() => Promise<void>)[];
}

export function composeReviews({ database, books, walls, report }: ReviewTools): Reviews {
  const beginning = new ReviewBeginning(books, walls);
  const effects = new ReviewEffects(new RoleGrantService(books), new ExceptionService(books));
  const sweep = new ReviewSweep(database, beginning, report);
  return {
    resolvers: [
      new ReviewResolver(new ReviewService(books, walls, beginning)),
      new ReviewItemResolver(new ReviewDecisionService(books, walls, effects)),
      new ViewerReviewTasksResolver(books),
    ],
    routes: reviewRoutes(books),
    sweeps: [() => sweep.run()],
  };
}
