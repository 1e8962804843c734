import sql, { type Sql } from 'sql-template-tag';
import { untoldLooks, writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal, staleVersion } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText, textOrNull } from '../../base/input-text.js';
import type { Locale } from '../../base/locale.js';
import type { Translator } from '../../base/messages.js';
import { normaliseEmail, readTelephone } from '../../people/index.js';
import { keptDocument, type SignableDocument, type SignatureRow, signable } from './agreement.document.js';
import { Agreement, STANDARD_TEMPLATE_VERSION } from './agreement.entity.js';
import type { AgreementContactInput, RecordAgreementInput, UpdateAgreementInput } from './agreement.inputs.js';
import { composeAnnexes } from './annex-composer.js';
import type { AgreementRow, AnnexReader, AnnexSources } from './annex-sources.js';
import { wordsIn } from './annex-words.js';
import type { AgreementAnnexes } from './clauses/index.js';
import { fillTemplate } from './templates/filled-template.js';
import type { OwnTemplateService, TemplateView } from './templates/own-template.service.js';
import type { AnnexVersions } from './versions/annex-versions.js';

export type AgreementStatus = 'DRAFT' | 'SIGNED' | 'IN_FORCE' | 'ENDED';

/** An agreement with what is derived of it. */
export interface AgreementView {
  readonly row: AgreementRow;
  readonly status: AgreementStatus;
  /** The document to sign; null while the processor has not said who it is. */
  readonly document: SignableDocument | null;
  readonly signatures: readonly SignatureRow[];
  /** The controller's own template on which it is; null for the standard. */
  readonly template: TemplateView | null;
  /** The annexes in another language, unsigned. */
  readonly annexesIn: (locale: Locale) => AgreementAnnexes | null;
}

type Contact = Pick<
  AgreementRow,
  'contactPersonId' | 'contactName' | 'contactPosition' | 'contactEmail' | 'contactTelephone'
>;

const columns = sql`tenant_id as "tenantId", id, number, language, template, template_version as "templateVersion", template_id as "templateId",
  main_contract_name as "mainContractName", main_contract_number as "mainContractNumber",
  main_contract_date as "mainContractDate", annex_number as "annexNumber", starts_on as "startsOn", ends_on as "endsOn",
  authorisation, contact_person_id as "contactPersonId", contact_name as "contactName",
  contact_position as "contactPosition", contact_email as "contactEmail", contact_telephone as "contactTelephone",
  version, created_at as "createdAt", updated_at as "updatedAt"`;

export const signatureColumns: Sql = sql`s.tenant_id as "tenantId", s.id, s.agreement_id as "agreementId",
  s.document_hash as "documentHash", s.side, s.name, s.position, s.signed_at as "signedAt", s.account_id as "accountId",
  s.person_id as "personId"`;

/** What an agreement tells of its contact person, and of whoever signed it. */
const CONTACT_CATEGORIES = ['CONTACT', 'EMPLOYMENT', 'NAME'];
const SIGNATURE_CATEGORIES = ['ACTIVITY', 'EMPLOYMENT', 'NAME'];

const day = (context: Context): string => context.now.toISOString().slice(0, 10);

/** A tenant's data-processing agreement: recorded and kept by the controller, its annexes derived. */
export class AgreementService {
  constructor(
    private readonly annexes: AnnexReader,
    private readonly translator: Translator,
    private readonly versions: Pick<AnnexVersions, 'follow'>,
    private readonly templates: OwnTemplateService,
  ) {}

  /** The tenant's last agreement, or the one of a number. */
  find(context: Context, number: number | null = null): Promise<AgreementRow | null> {
    return context.db.first<AgreementRow>(sql`select ${columns} from agreement
      where tenant_id = ${context.viewer.tenantId}::uuid and (${number}::integer is null or number = ${number}::integer)
      order by number desc limit 1`);
  }

  /** What is shown of an agreement; {@link logLook} goes with it. */
  async view(context: Context, row: AgreementRow): Promise<AgreementView> {
    const [sources, signatures, template] = await Promise.all([
      this.annexes.read(context, row),
      this.signatures(context, row),
      this.templates.of(context, row.templateId),
    ]);
    const status = this.status(context, row, signatures);
    return {
      row,
      status,
      document: sources && this.documentOf(sources, row.language, template),
      signatures,
      template,
      annexesIn: (locale) => sources && composeAnnexes(sources, wordsIn(this.translator, locale)),
    };
  }

  /** Of whoever has a card: what the agreement shows of them beyond what the request's own entry tells. */
  async logLook(context: Context, { row, signatures }: AgreementView): Promise<void> {
    const shown = new Map<string, string[]>();
    for (const { personId } of signatures) if (personId !== null) shown.set(personId, SIGNATURE_CATEGORIES);
    const { contactPersonId } = row;
    if (contactPersonId) {
      shown.set(contactPersonId, [...CONTACT_CATEGORIES, ...(shown.get(contactPersonId) ?? [])]);
    }
    if (context.viewer.personId) shown.delete(context.viewer.personId);
    for (const { personIds, seen } of await untoldLooks(context, shown)) {
      await writeLog(context, { action: 'agreement.read', personIds, categories: seen });
    }
  }

  /** The document that stands to be signed now; refused where the controller's own template is not complete. */
  async current(context: Context, row: AgreementRow): Promise<SignableDocument | null> {
    const sources = await this.annexes.read(context, row);
    const template = await this.templates.of(context, row.templateId);
    if (template) this.templates.assertComplete(template);
    return sources && this.documentOf(sources, row.language, template);
  }

  /** A document that was signed, as it was then; null when no document of that hash was. */
  async kept(context: Context, row: AgreementRow, hash: string): Promise<SignableDocument | null> {
    const kept = await context.db.first<{
      content: string;
      hash: string;
      language: Locale;
    }>(sql`select content, hash, language
      from agreement_document where tenant_id = ${row.tenantId}::uuid and agreement_id = ${row.id}::uuid and hash = ${hash}`);
    return kept && keptDocument(kept);
  }

  async record(context: Context, input: RecordAgreementInput): Promise<AgreementRow> {
    const { tenantId } = context.viewer;
    const last = await this.find(context);
    if (last && !this.hasEnded(context, last)) throw this.exists();
    const tenant = await context.db.first<{ locale: Locale }>(
      sql`select locale from tenant where tenant_id = ${tenantId}::uuid`,
    );
    const row = {
      id: newId(),
      number: (last?.number ?? 0) + 1,
      language: input.language ?? tenant?.locale ?? 'en',
      mainContractName: requiredText(input.mainContractName, 'mainContractName'),
      mainContractNumber: textOrNull(input.mainContractNumber),
      mainContractDate: input.mainContractDate ?? null,
      annexNumber: requiredText(input.annexNumber, 'annexNumber'),
      startsOn: input.startsOn,
      endsOn: input.endsOn ?? null,
      authorisation: input.authorisation,
      ...(await this.onTemplate(context, input.templateId)),
      ...(await this.contact(context, input.contact)),
    };
    this.assertPeriod(row);
    const { identifiers } = await context.db.manager
      .createQueryBuilder()
      .insert()
      .into(Agreement)
      .values({ tenantId, ...row })
      .orIgnore()
      .returning('id')
      .execute();
    const recorded = identifiers.length > 0 ? await this.find(context) : null;
    // Somebody else recorded one meanwhile.
    if (recorded?.id !== row.id) throw this.exists();
    await this.log(context, recorded, { recorded: true });
    await this.versions.follow(context);
    return recorded;
  }

  async update(context: Context, input: UpdateAgreementInput): Promise<AgreementRow> {
    const row = await this.locked(context);
    if (row.version !== input.expectedVersion) throw staleVersion(row.version);
    const changes: Partial<AgreementRow> = {
      ...(input.language && { language: input.language }),
      ...(input.mainContractName != null && {
        mainContractName: requiredText(input.mainContractName, 'mainContractName'),
      }),
      ...(input.mainContractNumber !== undefined && { mainContractNumber: textOrNull(input.mainContractNumber) }),
      ...(input.mainContractDate !== undefined && { mainContractDate: input.mainContractDate }),
      ...(input.annexNumber != null && { annexNumber: requiredText(input.annexNumber, 'annexNumber') }),
      ...(input.startsOn && { startsOn: input.startsOn }),
      ...(input.endsOn !== undefined && { endsOn: input.endsOn }),
      ...(input.authorisation && { authorisation: input.authorisation }),
      ...(input.templateId !== undefined && (await this.onTemplate(context, input.templateId))),
      ...(input.contact && (await this.contact(context, input.contact))),
    };
    this.assertPeriod({ ...row, ...changes });
    await context.db.manager.update(
      Agreement,
      { tenantId: row.tenantId, id: row.id },
      { ...changes, version: () => 'version + 1', updatedAt: () => 'now()' },
    );
    const updated = (await this.find(context)) ?? row;
    await this.log(context, updated, { changed: Object.keys(changes) });
    await this.versions.follow(context);
    return updated;
  }

  /** The tenant's agreement, for a change; refused when there is none that still runs. */
  async locked(context: Context): Promise<AgreementRow> {
    const row = await context.db.first<AgreementRow>(sql`select ${columns} from agreement
      where tenant_id = ${context.viewer.tenantId}::uuid order by number desc limit 1 for update`);
    if (!row) throw notFound('input');
    if (this.hasEnded(context, row)) {
      throw new Refusal({ code: 'CONFLICT', messageKey: 'agreement.ended', field: ['input'] });
    }
    return row;
  }

  private documentOf(sources: AnnexSources, language: Locale, template: TemplateView | null): SignableDocument {
    // Its date is that of the latest change, also of what is said of the template.
    const changedAt = template && template.updatedAt > sources.changedAt ? template.updatedAt : sources.changedAt;
    const annexes = composeAnnexes({ ...sources, changedAt }, wordsIn(this.translator, language));
    return signable(annexes, language, template && fillTemplate(template, annexes, language));
  }

  /** On which template an agreement is: the standard one where none is named. */
  private async onTemplate(
    context: Context,
    globalId: string | null | undefined,
  ): Promise<Pick<AgreementRow, 'template' | 'templateVersion' | 'templateId'>> {
    if (globalId == null) return { template: 'STANDARD', templateVersion: STANDARD_TEMPLATE_VERSION, templateId: null };
    const { id, number } = await this.templates.byId(context, globalId);
    return { template: 'OWN', templateVersion: String(number), templateId: id };
  }

  private signatures(context: Context, row: AgreementRow): Promise<SignatureRow[]> {
    return context.db.many<SignatureRow>(sql`select ${signatureColumns} from agreement_signature s
      where s.tenant_id = ${row.tenantId}::uuid and s.agreement_id = ${row.id}::uuid order by s.signed_at, s.id limit 1000`);
  }

  private hasEnded(context: Context, row: AgreementRow): boolean {
    return row.endsOn !== null && row.endsOn < day(context);
  }

  private status(context: Context, row: AgreementRow, signatures: readonly SignatureRow[]): AgreementStatus {
    if (this.hasEnded(context, row)) return 'ENDED';
    const by = (side: string) => signatures.filter((signature) => signature.side === side);
    const hashes = new Set(by('CONTROLLER').map(({ documentHash }) => documentHash));
    if (!by('PROCESSOR').some(({ documentHash }) => hashes.has(documentHash))) return 'DRAFT';
    return row.startsOn <= day(context) ? 'IN_FORCE' : 'SIGNED';
  }

  private assertPeriod({ startsOn, endsOn }: Pick<AgreementRow, 'startsOn' | 'endsOn'>): void {
    if (endsOn !== null && endsOn < startsOn) throw invalid('agreement.period', ['input', 'endsOn']);
  }

  private exists(): Refusal {
    return new Refusal({ code: 'ALREADY_EXISTS', messageKey: 'agreement.exists', field: ['input'] });
  }

  private async contact(context: Context, input: AgreementContactInput): Promise<Contact> {
    const field = (name: string): string[] => ['input', 'contact', name];
    const contactPersonId = input.personId ? uuidOf('Person', input.personId) : null;
    if (input.personId) {
      const need = { category: 'NAME' };
      await context.access.requirePersons('person.read', [contactPersonId ?? ''], 'personId', need);
    }
    const contactName = textOrNull(input.name);
    if (contactName === null) throw invalid('invalid.empty', field('name'));
    const contactEmail = normaliseEmail(input.email);
    if (contactEmail === null) throw invalid('invalid.email', field('email'));
    const telephone = textOrNull(input.telephone);
    const read = telephone === null ? { telephone } : await readTelephone(context, telephone);
    if ('mistake' in read) throw invalid(read.mistake, field('telephone'));
    return {
      contactPersonId,
      contactName,
      contactPosition: textOrNull(input.position),
      contactEmail,
      contactTelephone: read.telephone,
    };
  }

  private log(context: Context, row: AgreementRow, details: Readonly<Record<string, unknown>>): Promise<void> {
    return writeLog(context, {
      action: 'agreement.manage',
      personIds: row.contactPersonId ? [row.contactPersonId] : [],
      categories: row.contactPersonId ? CONTACT_CATEGORIES : [],
      details: { agreementId: row.id, ...details },
    });
  }
}
