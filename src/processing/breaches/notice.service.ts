import { createHash } from 'node:crypto';
import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { notFound, staleVersion } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText } from '../../base/input-text.js';
import type { Locale } from '../../base/locale.js';
import type { Translator } from '../../base/messages.js';
import { canonicalJson, type JsonValue } from '../../base/signing/index.js';
import type { NoticeKind } from './breach.enums.js';
import { clockFrom, conflict, logForTenant } from './breach.records.js';
import type { BreachNotice } from './breach-notice.entity.js';
import type { DraftBreachNoticesInput, SendBreachNoticesInput, UpdateBreachNoticeInput } from './incident.inputs.js';
import type { BreachOfIncident, IncidentService } from './incident.service.js';
import type { NoticeDocument, NoticeNumbers } from './notice.document.js';
import { draftNotice } from './notice.draft.js';

/** Which of a breach's notices one is. */
export const kindOf = ({ phase, isFinal }: Pick<BreachNotice, 'phase' | 'isFinal'>): NoticeKind => {
  if (isFinal) return 'FINAL';
  return phase === 1 ? 'FIRST' : 'FOLLOW_UP';
};

interface Facts {
  readonly number: number;
  readonly fromAt: Date | null;
  readonly untilAt: Date | null;
  readonly accounts: number;
  readonly roles: readonly string[];
  readonly roleNames: Readonly<Record<string, string>>;
  readonly subProcessors: readonly string[];
  readonly signalAt: Date;
  readonly awareAt: Date;
  readonly locale: Locale;
  readonly controller: string;
  readonly processor: string | null;
  readonly contact: string | null;
  readonly assessmentId: string;
  readonly state: string;
  readonly numbers: NoticeNumbers;
}

/** Notices of breaches to the controllers concerned (Article 33(2)–(4) GDPR): drafted, edited, sent in phases, acknowledged. */
export class BreachNoticeService {
  constructor(
    private readonly incidents: IncidentService,
    private readonly translator: Translator,
  ) {}

  /** Drafts the next notice of breaches, from their last assessment; a draft that is there is drawn up anew. */
  async draft(context: Context, input: DraftBreachNoticesInput): Promise<string> {
    const incident = await this.incidents.lockOpen(context, input);
    if (!incident.awareAt) throw conflict('breach.notAware', 'incidentId');
    await this.incidents.eachBreach(context, incident.id, input.breachIds ?? null, async (lent, { id, tenantId }) => {
      const facts = await this.facts(lent, id, null);
      if (facts.state !== 'DONE') throw conflict('breach.running', 'incidentId');
      const final = await lent.first(sql`select 1 from breach_notice where tenant_id = ${tenantId}::uuid
        and breach_id = ${id}::uuid and is_final and assessment_id = ${facts.assessmentId}::uuid
        and sent_at > coalesce(${incident.reopenedAt}::timestamptz, '-infinity')`);
      if (final) throw conflict('breach.finalSent', 'incidentId');
      const text = (key: string, parameters?: Parameters<Translator['text']>[2]): string =>
        this.translator.text(key, facts.locale, parameters);
      const { description, measures } = incident;
      const texts = draftNotice(
        { ...facts, description, measures, processor: facts.processor ?? '', contact: facts.contact ?? '' },
        text,
      );
      await lent.run(sql`insert into breach_notice (tenant_id, id, breach_id, assessment_id, phase, is_final, language, nature,
          contact, consequences, measures)
        select ${tenantId}::uuid, ${newId()}::uuid, ${id}::uuid, ${facts.assessmentId}::uuid, coalesce(max(n.phase), 0) + 1,
          ${input.isFinal}, ${facts.locale}, ${texts.nature}, ${texts.contact}, ${texts.consequences}, ${texts.measures}
        from breach_notice n where n.tenant_id = ${tenantId}::uuid and n.breach_id = ${id}::uuid and n.sent_at is not null
        on conflict (tenant_id, breach_id) where sent_at is null do update set assessment_id = excluded.assessment_id,
          is_final = excluded.is_final, nature = excluded.nature, contact = excluded.contact,
          consequences = excluded.consequences, measures = excluded.measures, version = breach_notice.version + 1`);
    });
    return this.incidents.touched(context, incident.id, 'drafted');
  }

  /** Changes the texts of a draft; answers its id. */
  async update(context: Context, input: UpdateBreachNoticeInput): Promise<string> {
    const { db } = context;
    const id = uuidOf('BreachNotice', input.noticeId);
    const notice =
      id &&
      (await db.first<{ tenantId: string }>(
        sql`select tenant_id as "tenantId" from breach_notice where id = ${id}::uuid`,
      ));
    if (!id || !notice) throw notFound('input', 'noticeId');
    const changed = (['nature', 'contact', 'consequences', 'measures'] as const).map((field) =>
      input[field] == null ? null : requiredText(input[field], field),
    );
    const [nature, contact, consequences, measures] = changed;
    await db.lendTo(notice.tenantId, async (lent) => {
      const row = await lent.first<Pick<BreachNotice, 'version' | 'sentAt'>>(sql`select version, sent_at as "sentAt"
        from breach_notice where tenant_id = ${notice.tenantId}::uuid and id = ${id}::uuid for update`);
      if (row?.sentAt) throw conflict('breach.sent', 'noticeId');
      if (row?.version !== input.expectedVersion) throw staleVersion(row?.version ?? 0);
      await lent.run(sql`update breach_notice set nature = coalesce(${nature}, nature), contact = coalesce(${contact}, contact),
          consequences = coalesce(${consequences}, consequences), measures = coalesce(${measures}, measures),
          version = version + 1
        where tenant_id = ${notice.tenantId}::uuid and id = ${id}::uuid`);
    });
    await writeLog(context, { action: 'incident.manage', details: { noticeId: id, change: 'edited' } });
    return id;
  }

  /** Sends the drafted notices: frozen, and there for the controllers to read at once. */
  async send(context: Context, input: SendBreachNoticesInput): Promise<string> {
    const incident = await this.incidents.lockOpen(context, input);
    let sent = 0;
    await this.incidents.eachBreach(context, incident.id, input.breachIds ?? null, async (lent, breach) => {
      if (await this.sendOne(context, lent, breach)) sent += 1;
      else if (input.breachIds) throw conflict('breach.noDraft', 'breachIds');
    });
    if (sent === 0) throw conflict('breach.noDraft', 'incidentId');
    return this.incidents.touched(context, incident.id, 'notified');
  }

  /** The controller says that it has read a notice; answers its id. */
  async acknowledge(context: Context, globalId: string): Promise<string> {
    const { db, viewer, now } = context;
    const id = uuidOf('BreachNotice', globalId);
    const notice =
      id &&
      (await db.first<Pick<BreachNotice, 'breachId' | 'acknowledgedAt'>>(sql`select breach_id as "breachId",
          acknowledged_at as "acknowledgedAt"
        from breach_notice where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid and sent_at is not null
        for update`));
    if (!id || !notice) throw notFound('input', 'noticeId');
    if (notice.acknowledgedAt) throw conflict('breach.acknowledged', 'noticeId');
    await db.run(sql`update breach_notice set acknowledged_at = greatest(${now}::timestamptz, sent_at),
        acknowledged_by_account_id = ${viewer.accountId}::uuid, version = version + 1
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
    const details = { breachId: notice.breachId, noticeId: id, change: 'acknowledged' };
    await writeLog(context, { action: 'breach.manage', details });
    return id;
  }

  private async sendOne(context: Context, lent: Transaction, breach: BreachOfIncident): Promise<boolean> {
    const { now } = context;
    const { tenantId, id } = breach;
    const notice = await lent.first<
      Pick<
        BreachNotice,
        'id' | 'assessmentId' | 'phase' | 'isFinal' | 'language' | 'nature' | 'contact' | 'consequences' | 'measures'
      >
    >(sql`select id, assessment_id as "assessmentId", phase, is_final as "isFinal", language, nature, contact, consequences,
        measures
      from breach_notice where tenant_id = ${tenantId}::uuid and breach_id = ${id}::uuid and sent_at is null for update`);
    if (!notice) return false;
    const facts = await this.facts(lent, id, notice.assessmentId);
    const { phase, language, nature, contact, consequences, measures } = notice;
    const document: NoticeDocument = {
      controller: facts.controller,
      processor: facts.processor ?? '',
      breach: facts.number,
      phase,
      kind: kindOf(notice),
      language,
      signalAt: facts.signalAt.toISOString(),
      awareAt: facts.awareAt.toISOString(),
      sentAt: now.toISOString(),
      nature,
      numbers: facts.numbers,
      contact,
      consequences,
      measures,
    };
    const hash = createHash('sha256').update(noticeText(document)).digest('hex');
    await lent.run(sql`update breach_notice set sent_at = ${now}::timestamptz, hash = ${hash},
        document = ${JSON.stringify(document)}::jsonb, version = version + 1
      where tenant_id = ${tenantId}::uuid and id = ${notice.id}::uuid`);
    if (!breach.toldAt) {
      const authorityDueAt = await clockFrom(lent, 'BREACH_TO_AUTHORITY', now);
      await lent.run(sql`update breach set told_at = ${now}::timestamptz, authority_due_at = ${authorityDueAt}::timestamptz,
          version = version + 1
        where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
    }
    await logForTenant(lent, context, { breachId: id, noticeId: notice.id, phase, hash, change: 'notified' });
    return true;
  }

  /** What a notice tells of a breach: with the numbers of one assessment, or of the last. */
  private async facts(db: Transaction, breachId: string, assessmentId: string | null): Promise<Facts> {
    const { tenantId } = db.scope;
    const facts = await db.first<Facts>(sql`select b.number, b.from_at as "fromAt", b.until_at as "untilAt",
        cardinality(b.account_ids) as accounts, b.roles,
        (select coalesce(jsonb_object_agg(r ->> 'key', r ->> 'name'), '{}')
          from matrix m, jsonb_array_elements(m.content -> 'roles') r
          where m.tenant_id = b.tenant_id and m.state = 'ADOPTED') as "roleNames", array(select s.legal_name from sub_processor s
          where s.id = any(b.sub_processor_ids) order by s.legal_name) as "subProcessors",
        b.signal_at as "signalAt", b.aware_at as "awareAt", t.locale, t.legal_name as controller,
        p.legal_name as processor, coalesce(p.data_protection_officer, p.contact) as contact,
        a.id as "assessmentId", a.state,
        json_build_object('people', a.people, 'erasedPeople', a.erased_people, 'specialPeople', a.special_people,
          'records', a.records, 'copies', a.copies, 'categories', a.categories, 'registers', a.registers,
          'isIncomplete', a.is_incomplete, 'logFrom', to_char(a.log_from at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'assessment', a.phase, 'assessmentHash', coalesce(a.hash, '')) as numbers
      from breach b join tenant t on t.tenant_id = b.tenant_id
      join breach_assessment a on a.tenant_id = b.tenant_id and a.breach_id = b.id
        and case when ${assessmentId}::uuid is null then a.phase = (select max(m.phase) from breach_assessment m
          where m.tenant_id = b.tenant_id and m.breach_id = b.id) else a.id = ${assessmentId}::uuid end
      left join processor p on true
      where b.tenant_id = ${tenantId}::uuid and b.id = ${breachId}::uuid`);
    if (!facts) throw new Error('a breach of the processor has an assessment');
    return facts;
  }
}

/** The text whose SHA-256 is the hash of a notice. */
export const noticeText = (document: NoticeDocument): string => canonicalJson(document as unknown as JsonValue);
