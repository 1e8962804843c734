import sql, { raw } from 'sql-template-tag';
import type { ClockSource } from '../../catalogue/index.js';
import { counts } from './analysis.objects.js';

const forReaders: ClockSource['seen'] = (access) => access.can('analysis.read');

/** A last day counts to its end. */
const endOf = (day: string) => sql`(${raw(day)} + 1)::timestamptz`;

/** Analyses that are to be held, what follows from those that were, and the processor's certifications. */
export const analysisClocks: readonly ClockSource[] = [
  {
    kind: 'ANALYSIS',
    type: 'Analysis',
    rows: (tenantId) => sql`select s.id, ${endOf('s.next_due_on')}, s.subject, null::uuid, null::uuid
      from analysis_standing s where s.tenant_id = ${tenantId} and s.next_due_on is not null`,
    seen: forReaders,
  },
  {
    kind: 'FOLLOW_UP',
    type: 'AnalysisFinding',
    rows: (tenantId) => sql`select f.id, ${endOf('f.due_on')}, f.title, null::uuid, null::uuid from analysis_finding f
      where f.tenant_id = ${tenantId} and f.state = 'OPEN' and f.due_on is not null and ${counts(sql`f`)}`,
    seen: forReaders,
  },
  {
    kind: 'CERTIFICATION',
    type: 'Certification',
    // One that has ended is overdue until it is renewed: until there is a later one by the same standard.
    rows: () => sql`select c.id, ${endOf('c.valid_until')}, c.standard, null::uuid, null::uuid from certification c
      where not exists (select 1 from certification n where n.standard = c.standard and n.valid_until > c.valid_until)`,
    seen: forReaders,
  },
];
