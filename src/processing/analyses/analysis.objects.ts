import sql, { type Sql } from 'sql-template-tag';
import type { Access } from '../../base/access.js';
import type { Context } from '../../base/context.js';
import type { ColumnField, FieldMap, ObjectMap } from '../../base/reading/index.js';
import { describeObject } from '../../catalogue/index.js';
import { AnalysisOccasion } from './analysis.entity.js';
import { AnalysisFinding } from './analysis-finding.entity.js';
import { ProcessorAnalysis } from './processor-analysis.entity.js';

export const today = ({ now }: Pick<Context, 'now'>): string => now.toISOString().slice(0, 10);

const forReaders = (access: Access): boolean => access.can('analysis.read');
const column = (name: string): ColumnField => ({ kind: 'column', column: name, element: null });
const isPast = ([day]: readonly unknown[], context: Context): boolean =>
  typeof day === 'string' && day < today(context);

/** Analyses as the view `analysis_standing` has them: with when they were held last and are due next. */
export const analysisMap: ObjectMap = {
  type: 'Analysis',
  table: 'analysis_standing',
  id: 'id',
  tenant: true,
  subject: null,
  element: null,
  rows: forReaders,
  linked: [],
  fields: new Map<string, FieldMap>([
    ['kind', column('kind')],
    ['subject', column('subject')],
    ['everyMonths', column('every_months')],
    ['firstDueOn', column('first_due_on')],
    ['lastHeldOn', column('last_held_on')],
    ['nextDueOn', column('next_due_on')],
    ['isOverdue', { kind: 'computed', columns: [column('next_due_on')], finish: isPast }],
    ['visibility', column('visibility')],
    ['endedOn', column('ended_on')],
    ['version', column('version')],
    [
      'occasions',
      {
        kind: 'relation',
        to: 'AnalysisOccasion',
        shape: 'list',
        element: null,
        on: (analysis, occasion) => sql`${occasion}.analysis_id = ${analysis}.id`,
        order: (occasion) => sql`${occasion}.held_on desc, ${occasion}.recorded_at desc limit 100`,
      },
    ],
  ]),
  sorts: { NEXT_DUE: [{ column: 'next_due_on', type: 'timestamptz', absent: 'infinity', element: null }] },
};

export const analysisOccasionObject = describeObject<AnalysisOccasion>({
  type: 'AnalysisOccasion',
  entity: AnalysisOccasion,
  rows: forReaders,
  columns: ['heldOn', 'heldBy', 'summary', 'reportUrl', 'recordedAt', 'withdrawnAt', 'withdrawalReason'],
  relations: {
    findings: {
      to: 'AnalysisFinding',
      shape: 'list',
      element: null,
      on: (occasion, finding) => sql`${finding}.occasion_id = ${occasion}.id`,
      order: (finding) => sql`${finding}.number`,
    },
  },
});

export const analysisFindingObject = describeObject<AnalysisFinding>({
  type: 'AnalysisFinding',
  entity: AnalysisFinding,
  rows: forReaders,
  columns: ['number', 'title', 'severity', 'action', 'dueOn', 'state', 'note', 'closedOn', 'version'],
  computed: {
    isOverdue: {
      from: ['state', 'dueOn'],
      value: ([state, dueOn], context: Context) => state === 'OPEN' && isPast([dueOn], context),
    },
  },
  sorts: { DUE_ON: [{ property: 'dueOn', type: 'timestamptz', absent: 'infinity' }] },
});

export const processorAnalysisObject = describeObject<ProcessorAnalysis>({
  type: 'ProcessorAnalysis',
  entity: ProcessorAnalysis,
  rows: forReaders,
  columns: ['kind', 'subject', 'everyMonths', 'heldOn', 'heldBy', 'nextDueOn', 'summary', 'findings', 'openFindings'],
  computed: { isOverdue: { from: ['nextDueOn'], value: isPast } },
});

/** Whether the occasion of a finding counts, as a condition on findings. */
export const counts = (finding: Sql): Sql => sql`exists (select 1 from analysis_occasion counted
  where counted.tenant_id = ${finding}.tenant_id and counted.id = ${finding}.occasion_id and counted.withdrawn_at is null)`;

/** Whether what has a last day is past it, as a condition on rows. */
export const isOverdue = (day: Sql, context: Pick<Context, 'now'>): Sql =>
  sql`coalesce(${day} < ${today(context)}::date, false)`;
