import sql from 'sql-template-tag';
import { writeLog, writeSystemLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText, textOrNull } from '../../base/input-text.js';
import type { Locale } from '../../base/locale.js';
import { lockFieldDeclarations } from '../../people/index.js';
import { keptDocument, type SignableDocument, type SignatureRow } from './agreement.document.js';
import type { CountersignAgreementInput, SignAgreementInput } from './agreement.inputs.js';
import { type AgreementService, signatureColumns } from './agreement.service.js';
import type { Side } from './agreement-signature.entity.js';
import type { AgreementRow } from './annex-sources.js';
import type { DeviationDecisionService } from './templates/deviation-decision.service.js';
import type { AnnexVersions } from './versions/annex-versions.js';

/** What a controller signed, as the processor sees it: the document as it was then, and who signed. */
export interface SignedAgreement {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly agreementId: string;
  readonly mainContractName: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly document: SignableDocument;
  /** The persons with cards whom it names. */
  readonly personIds: readonly string[];
  readonly signatures: readonly SignatureRow[];
}

/** A document that waits for the processor's signature: whose, and since when; nothing of its contents. */
export interface PendingAgreement {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly mainContractName: string;
  readonly documentHash: string;
  readonly signedAt: Date;
}

interface SignedRow extends Omit<SignedAgreement, 'document' | 'signatures'> {
  readonly hash: string;
  readonly language: Locale;
  readonly content: string;
}

const MAXIMUM_PENDING = 100;

const changed = (currentHash: string): Refusal =>
  new Refusal({
    code: 'DOCUMENT_CHANGED',
    messageKey: 'agreement.documentChanged',
    field: ['input', 'documentHash'],
    facts: { currentHash },
  });

/**
 * Signatures under the agreement. The controller signs the document as it is now, and that document is kept; the processor
 * signs what was kept. So the operator reads the agreements, which are between the two, and nothing else of a tenant: the
 * policies of these tables let it, and those of no other.
 */
export class AgreementSigningService {
  constructor(
    private readonly agreements: AgreementService,
    private readonly versions: Pick<AnnexVersions, 'acknowledgeBySigning'>,
    private readonly deviations: DeviationDecisionService,
  ) {}

  async sign(context: Context, input: SignAgreementInput): Promise<AgreementRow> {
    const { viewer } = context;
    const row = await this.agreements.locked(context);
    // What is signed must not change before it is acknowledged too.
    await lockFieldDeclarations(context.db);
    const document = await this.agreements.current(context, row);
    if (!document) throw new Refusal({ code: 'CONFLICT', messageKey: 'agreement.noProcessor', field: ['input'] });
    if (document.hash !== input.documentHash) throw changed(document.hash);
    const name = textOrNull(input.name) ?? (await this.ownName(context));
    const persons = new Set([row.contactPersonId, viewer.personId].filter((id): id is string => id !== null));
    await context.db.run(sql`insert into agreement_document (tenant_id, agreement_id, hash, language, content, person_ids)
      values (${row.tenantId}::uuid, ${row.id}::uuid, ${document.hash}, ${document.language}, ${document.content},
        ${[...persons]}::uuid[]) on conflict do nothing`);
    await this.keepContact(context, row, document);
    await this.versions.acknowledgeBySigning(context);
    await this.insert(context, row.tenantId, row.id, document.hash, 'CONTROLLER', { name, position: input.position });
    await writeLog(context, {
      action: 'agreement.manage',
      personIds: [...persons],
      categories: ['NAME'],
      details: { agreementId: row.id, signed: document.hash },
    });
    return row;
  }

  /** The latest document that a tenant's controller signed; null when it has signed none. */
  async ofTenant(context: Context, tenantGlobalId: string): Promise<SignedAgreement | null> {
    const found = await this.latest(context, tenantGlobalId);
    if (found) await this.log(context, found, { read: found.document.hash });
    return found;
  }

  /** What waits for the processor's signature, the longest first. */
  pending(context: Context): Promise<PendingAgreement[]> {
    return context.db.many<PendingAgreement>(sql`select s.tenant_id as "tenantId", t.name as "tenantName",
        a.main_contract_name as "mainContractName", s.document_hash as "documentHash", s.signed_at as "signedAt"
      from agreement_signature s join tenant t on t.tenant_id = s.tenant_id
      join agreement a on a.tenant_id = s.tenant_id and a.id = s.agreement_id
      where s.side = 'CONTROLLER' and not exists (select 1 from agreement_signature later
        where later.tenant_id = s.tenant_id and later.side = 'CONTROLLER'
          and (later.signed_at, later.id) > (s.signed_at, s.id))
        and not exists (select 1 from agreement_signature c where c.tenant_id = s.tenant_id
          and c.agreement_id = s.agreement_id and c.document_hash = s.document_hash and c.side = 'PROCESSOR')
      order by s.signed_at, s.id limit ${MAXIMUM_PENDING}`);
  }

  async countersign(context: Context, input: CountersignAgreementInput): Promise<SignedAgreement> {
    const agreement = await this.latest(context, input.tenantId);
    if (!agreement) throw notFound('input', 'tenantId');
    const { tenantId, agreementId, document } = agreement;
    if (document.hash !== input.documentHash) throw changed(document.hash);
    await this.deviations.assertAgreed(context, tenantId, document.template);
    const name = requiredText(input.name, 'name');
    await this.insert(context, tenantId, agreementId, document.hash, 'PROCESSOR', { name, position: input.position });
    await this.log(context, agreement, { countersigned: document.hash });
    return (await this.latest(context, input.tenantId)) ?? agreement;
  }

  private async latest(context: Context, tenantGlobalId: string): Promise<SignedAgreement | null> {
    const tenantId = uuidOf('Tenant', tenantGlobalId);
    return tenantId === null ? null : this.read(context, tenantId);
  }

  /** What the operator's staff do with an agreement stands in both logs: the operator's, and the tenant's own. */
  private async log(
    context: Context,
    { tenantId, agreementId, personIds }: SignedAgreement,
    details: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const action = 'agreement.countersign';
    await writeLog(context, { action, details: { tenantId, agreementId, ...details } });
    const { requestId } = context;
    const categories = personIds.length > 0 ? ['CONTACT', 'NAME'] : [];
    await context.db.lendTo(tenantId, (db) =>
      writeSystemLog(db, {
        action,
        role: 'operator',
        personIds,
        categories,
        details: { agreementId, ...details },
        requestId,
      }),
    );
  }

  private async insert(
    context: Context,
    tenantId: string,
    agreementId: string,
    hash: string,
    side: Side,
    who: { readonly name: string; readonly position: string },
  ): Promise<void> {
    if (who.name === '') throw invalid('invalid.empty', ['input', 'name']);
    const position = requiredText(who.position, 'position');
    const { accountId, personId } = context.viewer;
    const inserted = await context.db.run(sql`insert into agreement_signature
        (tenant_id, id, agreement_id, document_hash, side, name, position, signed_at, account_id, person_id)
      values (${tenantId}::uuid, ${newId()}::uuid, ${agreementId}::uuid, ${hash}, ${side}, ${who.name}, ${position},
        ${context.now}, ${accountId}::uuid, ${personId}::uuid)
      on conflict (tenant_id, agreement_id, document_hash, side) do nothing`);
    if (inserted === 0) {
      throw new Refusal({ code: 'ALREADY_EXISTS', messageKey: 'agreement.alreadySigned', field: ['input'] });
    }
  }

  /** What the document says of the contact person is kept apart too, for that person. */
  private async keepContact(context: Context, row: AgreementRow, { annexes, hash }: SignableDocument): Promise<void> {
    const contact = annexes.annexI.controllers[0]?.contactPerson;
    // Where it says nothing of the person, it names the organisation itself.
    if (row.contactPersonId === null || !contact || contact.name !== row.contactName) return;
    const stated = (detail: string | null): string | null =>
      detail !== null && contact.contactDetails.includes(detail) ? detail : null;
    await context.db.run(sql`insert into agreement_contact (tenant_id, agreement_id, document_hash, person_id, document, name,
        position, email, telephone, signed_at)
      values (${row.tenantId}::uuid, ${row.id}::uuid, ${hash}, ${row.contactPersonId}::uuid, ${row.mainContractName},
        ${contact.name}, ${contact.position}, ${stated(row.contactEmail)}, ${stated(row.contactTelephone)}, ${context.now})
      on conflict do nothing`);
  }

  private async ownName(context: Context): Promise<string> {
    const { tenantId, personId } = context.viewer;
    const row = await context.db.first<{ name: string }>(sql`select given_name || ' ' || family_name as name from person
      where tenant_id = ${tenantId}::uuid and id = ${personId}::uuid`);
    return row?.name ?? '';
  }

  private async read(context: Context, tenantId: string): Promise<SignedAgreement | null> {
    const row = await context.db.first<SignedRow>(sql`select s.tenant_id as "tenantId", t.name as "tenantName",
        a.id as "agreementId", a.main_contract_name as "mainContractName", a.starts_on as "startsOn",
        a.ends_on as "endsOn", d.hash, d.language, d.content, d.person_ids as "personIds"
      from agreement_signature s
      join agreement a on a.tenant_id = s.tenant_id and a.id = s.agreement_id
      join agreement_document d on d.tenant_id = s.tenant_id and d.agreement_id = s.agreement_id and d.hash = s.document_hash
      join tenant t on t.tenant_id = s.tenant_id
      where s.tenant_id = ${tenantId}::uuid and s.side = 'CONTROLLER' order by s.signed_at desc, s.id desc limit 1`);
    if (!row) return null;
    const { hash, language, content, ...agreement } = row;
    const signatures = await context.db.many<SignatureRow>(sql`select ${signatureColumns} from agreement_signature s
      where s.tenant_id = ${tenantId}::uuid and s.agreement_id = ${row.agreementId}::uuid and s.document_hash = ${hash}
      order by s.signed_at, s.id`);
    return { ...agreement, document: keptDocument({ hash, language, content }), signatures };
  }
}
