import sql from 'sql-template-tag';
import type { Context } from '../base/context.js';
import { newId } from '../base/ids.js';

export interface CorrectionRequest {
  readonly personId: string;
  readonly element: string;
  readonly proposed: string | null;
}

/** Requests of data subjects: recorded with their deadline, extended, answered. */
export class DataSubjectRequestService {
  /** Records a request for a correction that is not the asker's to make; an open one for the same element is renewed. */
  async recordCorrection(context: Context, request: CorrectionRequest): Promise<string> {
    const { tenantId } = context.viewer;
    const open = await context.db.first<{ id: string }>(sql`update data_subject_request
      set proposed_value = ${request.proposed}, version = version + 1
      where tenant_id = ${tenantId}::uuid and person_id = ${request.personId}::uuid and kind = 'RECTIFICATION'
        and element = ${request.element} and state = 'OPEN' returning id`);
    if (open) return open.id;
    const id = newId();
    await context.db.run(sql`insert into data_subject_request (tenant_id, id, person_id, kind, element, proposed_value)
      values (${tenantId}::uuid, ${id}::uuid, ${request.personId}::uuid, 'RECTIFICATION', ${request.element}, ${request.proposed})`);
    return id;
  }
}
