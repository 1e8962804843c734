import type { FileNote, RowProblem, RowProblemCode } from './oneroster/index.js';

/** Problems that only the import finds, beside those of the reader. */
export type ImportProblemCode =
  | RowProblemCode
  | 'BAD_TELEPHONE'
  | 'BAD_BIRTH_DATE'
  | 'ERASED_PERSON'
  | 'SELF_REFERENCE';

export interface FoundProblem extends Omit<RowProblem, 'code'> {
  readonly code: ImportProblemCode;
}

const KEPT = 10_000;

/** Collects what is wrong with a set: counted in full, kept up to a number that somebody can still read. */
export class ProblemCollector {
  readonly kept: FoundProblem[] = [];
  readonly notes: FileNote[] = [];
  errors = 0;
  warnings = 0;

  add(problems: readonly FoundProblem[], notes: readonly FileNote[] = []): void {
    for (const problem of problems) {
      if (problem.severity === 'error') this.errors += 1;
      else this.warnings += 1;
      if (this.kept.length < KEPT) this.kept.push(problem);
    }
    this.notes.push(...notes);
  }

  warn(file: string, line: number, column: string | null, code: ImportProblemCode): void {
    this.add([{ file, line, column, code, severity: 'warning', parameters: {} }]);
  }

  error(file: string, line: number, column: string | null, code: ImportProblemCode): void {
    this.add([{ file, line, column, code, severity: 'error', parameters: {} }]);
  }
}
