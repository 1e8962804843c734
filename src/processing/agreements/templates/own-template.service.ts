import { createHash } from 'node:crypto';
import sql, { type Sql } from 'sql-template-tag';
import { writeLog } from '../../../audit/index.js';
import type { Context } from '../../../base/context.js';
import { invalid, notFound, Refusal, staleVersion } from '../../../base/errors.js';
import { newId, uuidOf } from '../../../base/ids.js';
import { requiredText, textOrNull } from '../../../base/input-text.js';
import { canonicalJson, type JsonValue } from '../../../base/signing/index.js';
import { agreementPlaces, normalised } from './agreement-places.js';
import { type FillableTemplate, placesOf, requirementsOf } from './filled-template.js';
import type { OwnTemplate, TemplateDeviation } from './own-template.entity.js';
import type {
  CoverTemplateRequirementInput,
  MapTemplatePlaceInput,
  NoteTemplateDeviationInput,
  RecordAgreementTemplateInput,
  WithdrawTemplateDeviationInput,
} from './own-template.inputs.js';
import { MAXIMUM_PARAGRAPHS, paragraphsOf, type TemplateText } from './template-paragraphs.js';

/** An uploaded file, read: its texts, or why it has none. Null where there is no such upload. */
export type ReadTemplateFile = (
  context: Context,
  uploadId: string,
) => Promise<{
  readonly mediaType: string;
  readonly sha256: string;
  readonly extraction: { readonly segments: readonly TemplateText[] } | { readonly unreadable: string };
} | null>;

export type DeviationState = 'OPEN' | 'ACCEPTED' | 'REJECTED';

/** A deviation as it is read, with what the processor said to it. */
export interface DeviationRow
  extends Pick<
    TemplateDeviation,
    'id' | 'templateId' | 'requirement' | 'paragraph' | 'standardText' | 'text' | 'reason' | 'notedAt'
  > {
  readonly state: DeviationState;
  readonly decidedAt: Date | null;
  readonly decisionReason: string | null;
}

/** A template as it is read, with the deviations that are meant. */
export interface TemplateView
  extends FillableTemplate,
    Pick<OwnTemplate, 'id' | 'version' | 'createdAt' | 'updatedAt'> {
  readonly deviations: readonly DeviationRow[];
}

const MAXIMUM_TEMPLATES = 100;
const MAXIMUM_DEVIATIONS = 100;

const columns = sql`id, number, name, file_hash as "fileHash", hash, paragraphs, places, coverage, version,
  created_at as "createdAt", updated_at as "updatedAt"`;

/** The columns of a deviation `d` and of what was decided on it, `c`. */
export const deviationColumns: Sql = sql`d.id, d.template_id as "templateId", d.requirement, d.paragraph,
  d.standard_text as "standardText", d.text, d.reason, d.noted_at as "notedAt", c.decided_at as "decidedAt",
  c.reason as "decisionReason",
  case when c.is_accepted then 'ACCEPTED' when c.is_accepted = false then 'REJECTED' else 'OPEN' end as state`;
export const withDecision: Sql = sql`left join agreement_deviation_decision c
  on c.tenant_id = d.tenant_id and c.deviation_id = d.id`;

/** Templates of the controller's own: read from files, mapped, and compared with what an agreement must have. */
export class OwnTemplateService {
  constructor(private readonly readFile: ReadTemplateFile) {}

  /** The tenant's templates, the newest first. */
  all(context: Context): Promise<TemplateView[]> {
    return this.read(context, sql`true`);
  }

  /** One template; null for an agreement that is on the standard one. */
  async of(context: Context, id: string | null): Promise<TemplateView | null> {
    return id === null ? null : ((await this.read(context, sql`id = ${id}::uuid`))[0] ?? null);
  }

  /** One template by its id in the API. */
  async byId(context: Context, globalId: string): Promise<TemplateView> {
    const template = await this.of(context, uuidOf('OwnAgreementTemplate', globalId));
    if (!template) throw notFound('input', 'templateId');
    return template;
  }

  /** Why an agreement on it cannot be signed: places that mean nothing, requirements of the law that nothing meets. */
  assertComplete(template: TemplateView): void {
    const unknown = placesOf(template).filter(({ place }) => place === null);
    const missing = requirementsOf(template).filter(({ coverage }) => coverage === 'MISSING');
    const refused = (messageKey: string, facts: Record<string, string>) =>
      new Refusal({ code: 'CONFLICT', messageKey, field: ['input'], facts });
    if (unknown.length > 0) {
      throw refused('template.unknownPlaces', { places: unknown.map(({ written }) => `{{${written}}}`).join(', ') });
    }
    if (missing.length > 0) {
      throw refused('template.missing', { requirements: missing.map(({ requirement }) => requirement).join(', ') });
    }
  }

  async record(context: Context, input: RecordAgreementTemplateInput): Promise<TemplateView> {
    const field = ['input', 'uploadId'];
    const name = requiredText(input.name, 'name');
    const file = await this.readFile(context, input.uploadId);
    // While the file was read the viewer may have lost the right.
    if (!file || !context.access.can('agreement.manage')) throw notFound(...field);
    const { db, viewer, now } = context;
    const { extraction, mediaType, sha256 } = file;
    if ('unreadable' in extraction) {
      throw invalid('template.unreadable', field, {
        reason: context.text(`template.unreadable.${extraction.unreadable}`),
      });
    }
    const count = await db.first<{ last: number }>(sql`select coalesce(max(number), 0) as last from agreement_template
      where tenant_id = ${viewer.tenantId}::uuid`);
    const last = count?.last ?? 0;
    if (last >= MAXIMUM_TEMPLATES) throw invalid('template.tooMany', field, { maximum: MAXIMUM_TEMPLATES });
    const paragraphs = paragraphsOf(extraction.segments, mediaType);
    if (paragraphs.length === 0) throw invalid('template.empty', field);
    if (paragraphs.length > MAXIMUM_PARAGRAPHS) {
      throw invalid('template.tooLong', field, { maximum: MAXIMUM_PARAGRAPHS });
    }
    const content = canonicalJson(paragraphs as unknown as JsonValue);
    const id = newId();
    const inserted = await db.run(sql`insert into agreement_template
        (tenant_id, id, number, name, file_hash, hash, paragraphs, created_at, updated_at)
      values (${viewer.tenantId}::uuid, ${id}::uuid, ${last + 1}, ${name}, ${sha256},
        ${createHash('sha256').update(content).digest('hex')}, ${content}::jsonb, ${now}, ${now})
      on conflict (tenant_id, number) do nothing`);
    if (inserted === 0) throw new Refusal({ code: 'CONFLICT', messageKey: 'tryAgain', field: ['input'] });
    return this.changed(context, id, { recorded: true });
  }

  async map(context: Context, input: MapTemplatePlaceInput): Promise<TemplateView> {
    const template = await this.locked(context, input);
    const written = normalised(input.written);
    if (!placesOf(template).some((found) => found.written === written)) throw notFound('input', 'written');
    const { [written]: _, ...others } = template.places;
    const place = agreementPlaces.find((known) => known === input.place);
    await this.update(
      context,
      template.id,
      sql`places = ${JSON.stringify(place ? { ...others, [written]: place } : others)}::jsonb`,
    );
    return this.changed(context, template.id, { mapped: place ?? null });
  }

  async cover(context: Context, input: CoverTemplateRequirementInput): Promise<TemplateView> {
    const template = await this.locked(context, input);
    const paragraphs = [...new Set(input.paragraphs)].sort((a, b) => a - b);
    if ((paragraphs.at(-1) ?? 0) > template.paragraphs.length) throw notFound('input', 'paragraphs');
    const { [input.requirement]: _, ...others } = template.coverage;
    const coverage = paragraphs.length === 0 ? others : { ...others, [input.requirement]: paragraphs };
    await this.update(context, template.id, sql`coverage = ${JSON.stringify(coverage)}::jsonb`);
    return this.changed(context, template.id, { covered: input.requirement });
  }

  async note(context: Context, input: NoteTemplateDeviationInput): Promise<TemplateView> {
    const template = await this.held(context, input.templateId);
    if (input.paragraph > template.paragraphs.length) throw notFound('input', 'paragraph');
    if (template.deviations.length >= MAXIMUM_DEVIATIONS) {
      throw invalid('template.tooMany', ['input'], { maximum: MAXIMUM_DEVIATIONS });
    }
    const text = textOrNull(input.text);
    if (
      text !== null &&
      template.deviations.some((other) => other.paragraph === input.paragraph && other.text !== null)
    ) {
      throw new Refusal({ code: 'ALREADY_EXISTS', messageKey: 'template.oneText', field: ['input', 'paragraph'] });
    }
    await context.db.run(sql`insert into agreement_deviation
        (tenant_id, id, template_id, requirement, paragraph, standard_text, text, reason, noted_at)
      values (${context.viewer.tenantId}::uuid, ${newId()}::uuid, ${template.id}::uuid, ${input.requirement},
        ${input.paragraph}, ${requiredText(input.standardText, 'standardText')}, ${text},
        ${requiredText(input.reason, 'reason')}, ${context.now})`);
    await this.update(context, template.id, sql`places = places`);
    return this.changed(context, template.id, { deviates: input.requirement });
  }

  async withdraw(context: Context, input: WithdrawTemplateDeviationInput): Promise<TemplateView> {
    const id = uuidOf('TemplateDeviation', input.deviationId);
    const withdrawn = await context.db.first<{ templateId: string }>(sql`update agreement_deviation
      set withdrawn_at = ${context.now} where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid
        and withdrawn_at is null returning template_id as "templateId"`);
    if (!withdrawn) throw notFound('input', 'deviationId');
    await this.update(context, withdrawn.templateId, sql`places = places`);
    return this.changed(context, withdrawn.templateId, { withdrawn: id });
  }

  private async read(context: Context, where: Sql): Promise<TemplateView[]> {
    const { db, viewer } = context;
    const [templates, deviations] = await Promise.all([
      db.many<Omit<TemplateView, 'deviations'>>(sql`select ${columns} from agreement_template
        where tenant_id = ${viewer.tenantId}::uuid and ${where} order by number desc limit ${MAXIMUM_TEMPLATES}`),
      db.many<DeviationRow>(sql`select ${deviationColumns} from agreement_deviation d ${withDecision}
        where d.tenant_id = ${viewer.tenantId}::uuid and d.withdrawn_at is null order by d.paragraph, d.id`),
    ]);
    return templates.map((template) => ({
      ...template,
      deviations: deviations.filter(({ templateId }) => templateId === template.id),
    }));
  }

  /** The template, of which nothing else is changed before this transaction ends. */
  private async held(context: Context, globalId: string): Promise<TemplateView> {
    const id = uuidOf('OwnAgreementTemplate', globalId);
    await context.db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`template ${id}`}, 0))`);
    return this.byId(context, globalId);
  }

  /** The same, where it is as it was read. */
  private async locked(
    context: Context,
    input: { readonly templateId: string; readonly expectedVersion: number },
  ): Promise<TemplateView> {
    const template = await this.held(context, input.templateId);
    if (template.version !== input.expectedVersion) throw staleVersion(template.version);
    return template;
  }

  private update(context: Context, id: string, change: Sql): Promise<number> {
    return context.db.run(sql`update agreement_template set ${change}, version = version + 1, updated_at = ${context.now}
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid`);
  }

  private async changed(
    context: Context,
    id: string,
    details: Readonly<Record<string, unknown>>,
  ): Promise<TemplateView> {
    await writeLog(context, { action: 'agreement.manage', details: { templateId: id, ...details } });
    const template = await this.of(context, id);
    if (!template) throw new Error('a template that was changed is there');
    return template;
  }
}
