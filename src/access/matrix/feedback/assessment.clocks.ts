import sql from 'sql-template-tag';
import { type ClockSource, withRight } from '../../../catalogue/index.js';
import { assessments } from './assessment.service.js';

/** The yearly assessment of the matrix (OP-12). */
export const assessmentClock: ClockSource = {
  kind: 'MATRIX_ASSESSMENT',
  type: 'Tenant',
  rows: (tenantId) => sql`select ${tenantId}, a.due_at, null::text, null::uuid, null::uuid
    from (${assessments(tenantId)}) a where a.due_at is not null`,
  seen: withRight('matrix.manage'),
};
