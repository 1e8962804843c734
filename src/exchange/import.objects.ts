import sql, { type Sql } from 'sql-template-tag';
import type { Access } from '../base/access.js';
import type { Context } from '../base/context.js';
import { describeObject, type ObjectExtension } from '../catalogue/index.js';
import { ImportProblem } from './import-problem.entity.js';
import { type ImportCounts, ImportReport } from './import-report.entity.js';

/** Only who may import reads of imports. */
const importers = (access: Access): Sql | boolean => access.units('import.run') === 'all';

export const importReportObject = describeObject<ImportReport>({
  type: 'ImportReport',
  entity: ImportReport,
  id: 'operationId',
  columns: ['source', 'format', 'applied', 'errors', 'warnings', 'notes'],
  computed: {
    counts: {
      from: ['counts'],
      value: ([counts]) =>
        Object.entries(counts as Record<string, ImportCounts>).map(([kind, tally]) => ({ kind, ...tally })),
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
      from: ['code'],
      value: ([code], context: Context) => context.text(`import.${String(code)}`),
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
