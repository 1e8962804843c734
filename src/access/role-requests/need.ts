import type { Right } from '../matrix/matrix.model.js';

/** A right that people need, and the elements by which it was asked for, beside whole categories. */
export interface Need extends Right {
  readonly elements: readonly string[];
}
