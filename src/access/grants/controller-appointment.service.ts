import sql from 'sql-template-tag';
import { insertAccount } from '../../accounts/index.js';
import { writeLog, writeSystemLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { invalid, notFound, Refusal } from '../../base/errors.js';
import { uuidOf } from '../../base/ids.js';
import { requiredText } from '../../base/input-text.js';
import { insertPerson, normaliseEmail } from '../../people/index.js';
import type { AppointControllerInput } from './controller-appointment.types.js';
import { countControllers, lockControllers } from './controllers.js';
import { insertGrant } from './role-grant.service.js';

/**
 * The operator appoints the first controller of a tenant, who takes it from there. It is the one thing that the
 * operator's staff write in a tenant, only while nobody acts for its controller, and it stands in the tenant's own log.
 */
export class ControllerAppointmentService {
  /** Appoints the person behind an identity; answers the tenant's id. */
  async appoint(context: Context, input: AppointControllerInput): Promise<string> {
    const tenantId = await this.requireIssuer(context, input);
    const givenName = requiredText(input.givenName, 'givenName');
    const familyName = requiredText(input.familyName, 'familyName');
    const email = input.email ? normaliseEmail(input.email) : null;
    if (input.email && email === null) throw invalid('invalid.email', ['input', 'email']);
    await context.db.lendTo(tenantId, async (db) => {
      await this.requireNone(db);
      const personId = await insertPerson(db, { register: 'STAFF', givenName, familyName, email });
      const accountId = await insertAccount(db, {
        issuer: input.issuer,
        subject: requiredText(input.subject, 'subject'),
        kind: 'personal',
        personId,
        label: '',
      });
      await insertGrant(db, { accountId, personId, role: 'controller', unitId: null });
      await writeSystemLog(db, {
        action: 'role.grant',
        role: 'operator',
        personIds: [personId],
        categories: email ? ['CONTACT', 'NAME', 'SIGN_IN'] : ['NAME', 'SIGN_IN'],
        details: { accountId, role: 'controller' },
        requestId: context.requestId,
      });
    });
    await writeLog(context, { action: 'tenant.manage', details: { tenantId, appointed: 'controller' } });
    return tenantId;
  }

  private async requireIssuer(context: Context, input: AppointControllerInput): Promise<string> {
    const tenantId = uuidOf('Tenant', input.tenantId);
    const tenant = tenantId
      ? await context.db.first<{ bound: boolean }>(sql`select exists (select 1 from identity_issuer i
            where i.tenant_id = t.tenant_id and i.issuer = ${input.issuer}) as bound
          from tenant t where t.tenant_id = ${tenantId}::uuid and t.kind = 'controller'`)
      : null;
    if (!tenantId || !tenant) throw notFound('input', 'tenantId');
    if (!tenant.bound) throw invalid('issuer.notBound', ['input', 'issuer']);
    return tenantId;
  }

  private async requireNone(db: Transaction): Promise<void> {
    await lockControllers(db);
    if ((await countControllers(db)) > 0) {
      throw new Refusal({ code: 'CONFLICT', messageKey: 'tenant.hasController', field: ['input', 'tenantId'] });
    }
  }
}
