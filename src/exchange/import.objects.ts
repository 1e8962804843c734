import sql, { type Sql } from 'sql-template-tag';
import type { Access } from '../base/access.js';
import type { Context } from '../base/context.js';
import { describeObject, type ObjectExtension } from '../catalogue/index.js';
import { ImportProblem } from './import-problem.entity.js';
import { type ImportCounts, ImportReport } from './import-report.entity.js';
import type { ImportProblemCode } from './problem-collector.js';

/** Warnings that are about no value: nothing was rejected that could have taken a stored one's place. */
const KEEPS_NOTHING: ReadonlySet<ImportProblemCode> = new Set([
  'REQUIRED_MISSING',
  'UNKNOWN_REFERENCE',
  'SELF_REFERENCE',
  'ERASED_PERSON',
]);

/** Only who may import reads of imports. */
const importers = (access: Access): Sql | boolean => access.units('import.run') === 'all';

export const importReportObject = describeObject<ImportReport>({
  type: 'ImportReport',
  entity: ImportReport,
  id: 'operationId',
  columns: ['source', 'format', 'applied', 'errors', 'warnings'],
  computed: {
    counts: {
      from: ['counts'],
      value: ([counts]) =>
        Object.entries(counts as Record<string, ImportCounts>).map(([kind, tally]) => ({ kind, ...tally })),
    },
    notes: {
      from: ['notes'],
      value: ([notes], context: Context) =>
        (notes as ImportReport['notes']).map((note) => ({ ...note, message: context.text(`importNote.${note.code}`) })),
    },
  },
  rows: importers,
  relations: {
    problems: {
      to: 'ImportProblem',
      shape: 'connection',
      element: null,
      on: (report, problem) => sql`${problem}.operation_id = ${report}.operation_id`,
    },
  },
});

export const importProblemObject = describeObject<ImportProblem>({
  type: 'ImportProblem',
  entity: ImportProblem,
  columns: ['file', 'line', { column: 'columnName' }, 'code', 'severity'],
  computed: {
    message: {
      from: ['code', 'severity'],
      value: ([code, severity], context: Context) => {
        const reason = context.text(`import.${String(code)}`);
        const isKept = severity === 'warning' && !KEEPS_NOTHING.has(code as ImportProblemCode);
        return isKept ? `${reason} ${context.text('import.kept')}` : reason;
      },
    },
  },
  rows: importers,
});

export const operationImport: ObjectExtension = {
  type: 'Operation',
  relations: {
    importReport: {
      to: 'ImportReport',
      shape: 'one',
      element: null,
      on: (operation, report) => sql`${report}.operation_id = ${operation}.id`,
    },
  },
};
