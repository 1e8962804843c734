import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal, staleVersion } from '../../base/errors.js';
import { type TranslatedTextInput, translatedText } from '../../base/graphql/translated-text.types.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText, textOrNull } from '../../base/input-text.js';
import type { TranslatedText } from '../../base/translated-text.js';
import { isInEuropeanEconomicArea } from '../european-economic-area.js';
import { isInForce } from './sub-processor.effect.js';
import { SubProcessor } from './sub-processor.entity.js';
import type {
  EndSubProcessorInput,
  ProposeSubProcessorChangeInput,
  ProposeSubProcessorInput,
  SetPrimarySubProcessorInput,
  UpdateSubProcessorInput,
} from './sub-processor.inputs.js';
import { type ChangeRow, type EntryRow, readChanges, readEntries } from './sub-processor.records.js';
import { MAXIMUM_CHAIN } from './sub-processor.service.js';
import { asPatch, differenceOf, foldTerms, type Terms, type TermsPatch } from './sub-processor.terms.js';
import { type ChangePatch, type EntryPatch, SubProcessorChange } from './sub-processor-change.entity.js';

interface Reference {
  readonly id: string;
  readonly expectedVersion: number;
}

type TermsInput = Omit<ProposeSubProcessorChangeInput, 'id' | 'expectedVersion' | 'takesEffectOn'>;

export const today = (context: Pick<Context, 'now'>): string => context.now.toISOString().slice(0, 10);
const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

export function textsOf(input: TranslatedTextInput, field: string): TranslatedText {
  const stored = translatedText(input);
  if (!stored) throw invalid('invalid.empty', ['input', field, 'en']);
  return stored;
}

/** What an entry says of transfers must agree with where it processes (Article 44 GDPR). */
function assertTransferBasis(terms: Pick<Terms, 'locations' | 'transferBasis' | 'transferDetails'>): void {
  const leaves = terms.locations.some((country) => !isInEuropeanEconomicArea(country));
  if (leaves && terms.transferBasis === 'NONE_EEA') {
    throw invalid('subProcessor.basisNeeded', ['input', 'transferBasis']);
  }
  if (terms.transferBasis === 'OTHER' && terms.transferDetails === '') {
    throw invalid('subProcessor.groundNeeded', ['input', 'transferDetails']);
  }
}

/** One change of the list at a time, so that there is one primary entry after each, and numbers follow one another. */
export const lockList = async (context: Context): Promise<void> =>
  context.db.run(sql`select pg_advisory_xact_lock(hashtext('sub_processor'))`).then(() => undefined);

export const logChange = (
  context: Context,
  subProcessorId: string,
  change: string,
  fields: readonly string[] = [],
): Promise<void> => writeLog(context, { action: 'subProcessor.manage', details: { subProcessorId, change, fields } });

export const conflict = (messageKey: string, field = 'id'): Refusal =>
  new Refusal({ code: 'CONFLICT', messageKey, field: ['input', field] });

/** The list of sub-processors, as the operator keeps it: proposals, and what takes effect at once. */
export class SubProcessorKeeping {
  /** Answers the ids of the entry and of the change that engages it. */
  async propose(context: Context, input: ProposeSubProcessorInput): Promise<{ id: string; changeId: string }> {
    await lockList(context);
    const id = newId();
    const parentId = await this.parent(context, input.engagedById ?? null);
    const entry = {
      legalName: requiredText(input.legalName, 'legalName'),
      responsibilities: textsOf(input.responsibilities, 'responsibilities'),
      address: requiredText(input.address, 'address'),
      contact: requiredText(input.contact, 'contact'),
      parentId,
    };
    const terms: Terms = {
      service: textsOf(input.service, 'service'),
      processing: textsOf(input.processing, 'processing'),
      country: input.country,
      dataCategories: unique(input.dataCategories),
      locations: unique(input.locations),
      functions: unique(input.functions),
      transferBasis: input.transferBasis,
      transferDetails: textOrNull(input.transferDetails) ?? '',
    };
    assertTransferBasis(terms);
    await context.db.manager.insert(SubProcessor, {
      id,
      ...entry,
      isPrimary: false,
      since: input.since,
      until: null,
    });
    const changeId = await this.record(context, id, {
      kind: 'ENGAGE',
      patch: { ...asPatch(terms), entry },
      announcedAt: null,
      takesEffectOn: input.since,
    });
    await logChange(context, id, 'proposed');
    return { id, changeId };
  }

  /** Proposes what an entry would do beyond what it does; answers the change's id. */
  async proposeChange(context: Context, input: ProposeSubProcessorChangeInput): Promise<string> {
    const { entry, changes } = await this.locked(context, input);
    this.assertEngaged(entry, changes);
    if (changes.some((change) => change.kind === 'WIDEN' && change.announcedAt === null && !change.withdrawnAt)) {
      throw conflict('subProcessor.proposed');
    }
    const { widening, atOnce } = this.difference(changes, input);
    if (atOnce) throw invalid('subProcessor.atOnce', ['input']);
    if (!widening) throw invalid('subProcessor.nothingNew', ['input']);
    const { takesEffectOn } = input;
    const changeId = await this.record(context, entry.id, {
      kind: 'WIDEN',
      patch: widening,
      announcedAt: null,
      takesEffectOn,
    });
    await this.touch(context, entry.id);
    await logChange(context, entry.id, 'changeProposed', saidIn(widening));
    return changeId;
  }

  /** Corrects an entry, or takes from what it does. */
  async update(context: Context, input: UpdateSubProcessorInput): Promise<string> {
    const { entry, changes } = await this.locked(context, input);
    this.assertEngaged(entry, changes);
    const { widening, atOnce } = this.difference(changes, input);
    if (widening) throw invalid('subProcessor.announceIt', ['input', saidIn(widening)[0] ?? 'id']);
    const corrections: EntryPatch = {
      ...(input.legalName != null && { legalName: requiredText(input.legalName, 'legalName') }),
      ...(input.responsibilities && { responsibilities: textsOf(input.responsibilities, 'responsibilities') }),
      ...(input.address != null && { address: requiredText(input.address, 'address') }),
      ...(input.contact != null && { contact: requiredText(input.contact, 'contact') }),
    };
    const corrected = Object.keys(corrections);
    if (!atOnce && corrected.length === 0) return entry.id;
    if (entry.isPrimary && atOnce?.remove?.functions?.includes('HOSTING')) throw conflict('subProcessor.isPrimary');
    await this.atOnce(context, entry.id, 'CORRECT', {
      ...atOnce,
      ...(corrected.length > 0 && { entry: corrections }),
    });
    await this.touch(context, entry.id, corrections);
    await logChange(context, entry.id, 'updated', [...corrected, ...(atOnce ? saidIn(atOnce) : [])]);
    return entry.id;
  }

  async setPrimary(context: Context, input: SetPrimarySubProcessorInput): Promise<string> {
    const { entry, changes } = await this.locked(context, input);
    this.assertEngaged(entry, changes);
    if (entry.isPrimary) return entry.id;
    const inForce = (change: ChangeRow): boolean => isInForce(change, context.now);
    const hosts = foldTerms(changes, inForce).functions.includes('HOSTING');
    if (!hosts || !changes.some((change) => change.kind === 'ENGAGE' && inForce(change))) {
      throw conflict('subProcessor.notHost');
    }
    await this.makePrimary(context, entry.id);
    await logChange(context, entry.id, 'primary');
    return entry.id;
  }

  /** Takes the place of the one that is primary. */
  async makePrimary(context: Context, id: string): Promise<void> {
    await context.db.run(sql`update sub_processor set is_primary = false, version = version + 1, updated_at = now()
      where is_primary and until is null`);
    await this.touch(context, id, { isPrimary: true });
    await this.atOnce(context, id, 'PRIMARY', {});
  }

  /**
   * Ends an engagement, and those of whom it engages in its turn. The primary one cannot end while others are engaged: one of
   * them has to take its place first.
   */
  async end(context: Context, input: EndSubProcessorInput): Promise<string> {
    const { entry, entries, changes } = await this.locked(context, input);
    this.assertEngaged(entry, changes);
    const { until } = input;
    if (until < entry.since || until > today(context)) throw invalid('subProcessor.period', ['input', 'until']);
    const ending = chainBelow(entries, entry.id).filter((one) => one.until === null && one.since <= until);
    const others = entries.filter((one) => one.until === null && !ending.includes(one));
    if (entry.isPrimary && others.length > 0) throw conflict('subProcessor.isPrimary');
    if (ending.some(({ id, isPrimary }) => isPrimary && id !== entry.id)) throw conflict('subProcessor.isPrimary');
    for (const { id } of ending) {
      await this.atOnce(context, id, 'END', { entry: { until } });
      await this.touch(context, id, { until });
      await logChange(context, id, 'ended');
    }
    return entry.id;
  }

  private difference(changes: readonly ChangeRow[], input: TermsInput): ReturnType<typeof differenceOf> {
    const before = foldTerms(changes, ({ announcedAt, withdrawnAt }) => announcedAt !== null && withdrawnAt === null);
    const after: Terms = {
      service: input.service ? textsOf(input.service, 'service') : before.service,
      processing: input.processing ? textsOf(input.processing, 'processing') : before.processing,
      country: input.country ?? before.country,
      dataCategories: unique(input.dataCategories ?? before.dataCategories),
      locations: unique(input.locations ?? before.locations),
      functions: unique(input.functions ?? before.functions),
      transferBasis: input.transferBasis ?? before.transferBasis,
      transferDetails:
        input.transferDetails == null ? before.transferDetails : (textOrNull(input.transferDetails) ?? ''),
    };
    assertTransferBasis(after);
    return differenceOf(before, after);
  }

  private assertEngaged(entry: EntryRow, changes: readonly ChangeRow[]): void {
    if (entry.until !== null) throw conflict('subProcessor.ended');
    const engagement = changes.find(({ kind }) => kind === 'ENGAGE');
    if (!engagement || engagement.announcedAt === null || engagement.withdrawnAt)
      throw conflict('subProcessor.notEngaged');
  }

  /** Who engages another in its turn: engaged itself, and no link of a chain without end. */
  private async parent(context: Context, globalId: string | null): Promise<string | null> {
    if (globalId === null) return null;
    const parentId = uuidOf('SubProcessor', globalId);
    const entries = await readEntries(context.db);
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const parent = parentId === null ? undefined : byId.get(parentId);
    if (!parent) throw notFound('input', 'engagedById');
    if (parent.until !== null) throw conflict('subProcessor.ended', 'engagedById');
    let length = 2;
    for (let above = parent.parentId; above !== null; above = byId.get(above)?.parentId ?? null) length += 1;
    if (length > MAXIMUM_CHAIN) throw invalid('subProcessor.chain', ['input', 'engagedById'], { limit: MAXIMUM_CHAIN });
    return parent.id;
  }

  private async locked(
    context: Context,
    { id, expectedVersion }: Reference,
  ): Promise<{ entry: EntryRow; entries: EntryRow[]; changes: ChangeRow[] }> {
    await lockList(context);
    const uuid = uuidOf('SubProcessor', id);
    const entries = await readEntries(context.db);
    const entry = entries.find((row) => row.id === uuid);
    if (!entry) throw notFound('input', 'id');
    if (entry.version !== expectedVersion) throw staleVersion(entry.version);
    const changes = (await readChanges(context.db)).filter(({ subProcessorId }) => subProcessorId === entry.id);
    return { entry, entries, changes };
  }

  /** A change that takes effect at once, and so is announced as it is made. */
  private atOnce(
    context: Context,
    id: string,
    kind: 'CORRECT' | 'PRIMARY' | 'END',
    patch: ChangePatch,
  ): Promise<string> {
    return this.record(context, id, { kind, patch, announcedAt: context.now, takesEffectOn: today(context) });
  }

  private async record(
    context: Context,
    subProcessorId: string,
    change: Pick<SubProcessorChange, 'kind' | 'patch' | 'announcedAt' | 'takesEffectOn'>,
  ): Promise<string> {
    const id = newId();
    const last = await context.db.first<{ number: number }>(
      sql`select coalesce(max(number), 0) as number from sub_processor_change`,
    );
    const number = (last?.number ?? 0) + 1;
    const hasWindow = change.kind === 'ENGAGE' || change.kind === 'WIDEN';
    await context.db.manager.insert(SubProcessorChange, { id, subProcessorId, number, hasWindow, ...change });
    return id;
  }

  private async touch(
    context: Context,
    id: string,
    changes: Partial<
      Pick<EntryRow, 'legalName' | 'responsibilities' | 'address' | 'contact' | 'isPrimary' | 'until'>
    > = {},
  ): Promise<void> {
    await context.db.manager.update(
      SubProcessor,
      { id },
      { ...changes, version: () => 'version + 1', updatedAt: () => 'now()' },
    );
  }
}

const saidIn = ({ set, add, remove }: TermsPatch): string[] =>
  [set, add, remove].flatMap((part) => Object.keys(part ?? {}));

/** An entry and everybody whom it engages, however deep. */
function chainBelow(entries: readonly EntryRow[], id: string): EntryRow[] {
  const own = entries.filter((entry) => entry.id === id);
  const below = entries.filter(({ parentId }) => parentId === id);
  return [...own, ...below.flatMap((child) => chainBelow(entries, child.id))];
}
