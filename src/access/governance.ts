import type { Domain } from '../catalogue/index.js';
import { MatrixAssessmentService } from './matrix/feedback/assessment.service.js';
import { feedbackMessages } from './matrix/feedback/feedback.messages.js';
import { matrixAssessmentObject, matrixFeedbackObject } from './matrix/feedback/feedback.objects.js';
import { MatrixFeedbackResolver } from './matrix/feedback/feedback.resolver.js';
import { MatrixFeedbackService } from './matrix/feedback/feedback.service.js';
import { MatrixAssessmentType, MatrixFeedbackType } from './matrix/feedback/feedback.types.js';
import { MatrixAssessment } from './matrix/feedback/matrix-assessment.entity.js';
import { MatrixFeedback } from './matrix/feedback/matrix-feedback.entity.js';

/** What keeps rights true over time, beside the rights themselves. */
export const governance = {
  entities: [MatrixAssessment, MatrixFeedback],
  objects: [matrixAssessmentObject, matrixFeedbackObject],
  nodeTypes: [MatrixAssessmentType, MatrixFeedbackType],
  messages: [feedbackMessages],
} as const satisfies Domain;

export const governanceResolvers = (): readonly object[] => [
  new MatrixFeedbackResolver(new MatrixFeedbackService(), new MatrixAssessmentService()),
];
