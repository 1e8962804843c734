import sql, { join } from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import { notFound, Refusal, type RefusalReason, staleVersion } from '../base/errors.js';
import { uuidOf } from '../base/ids.js';
import { predicateOf } from '../base/predicate.js';
import { fieldElement, fieldSourceKey } from '../catalogue/index.js';
import { type RecordCorrectionRequest, separateChanges, type WantedChange } from './correction-request.js';
import type { FieldDefinition } from './field-definition.entity.js';
import { readFieldDefinitions } from './field-definition.loader.js';
import { isAcknowledged } from './field-scope.js';
import type { FieldValueInput, SetFieldValuesInput } from './field-value.inputs.js';
import { needOfField, valueProperty } from './field-value.objects.js';
import { checkValue, type StoredValue } from './field-value.rules.js';
import type { Register } from './person.entity.js';
import type { Correction } from './person.service.js';

/** Whether an upload is complete and about the person, so that a field of the person's card may refer to it. */
export type CheckFile = (context: Context, personId: string, uploadId: string) => Promise<boolean>;

/** What keeps a field that is not acknowledged from taking values: the version to acknowledge; null where nothing does. */
export type AwaitedVersion = (context: Context) => Promise<{ readonly number: number } | null>;

interface Card {
  readonly register: Register;
  readonly fieldValues: Readonly<Record<string, StoredValue>>;
  readonly valueSources: Readonly<Record<string, string>>;
  readonly version: number;
  readonly erasureId: string | null;
}

interface Wanted {
  readonly definition: FieldDefinition;
  readonly value: StoredValue;
  readonly path: readonly string[];
}

/** Values of tenant-defined fields: the person's own where the field says so, the controller's otherwise. */
export class FieldValueService {
  constructor(
    private readonly recordCorrectionRequest: RecordCorrectionRequest,
    private readonly checkFile: CheckFile | null,
    private readonly awaitedVersion: AwaitedVersion,
  ) {}

  async set(context: Context, input: SetFieldValuesInput): Promise<Correction> {
    const { viewer, access } = context;
    const personId = input.personId == null ? viewer.personId : uuidOf('Person', input.personId);
    if (!personId) throw notFound('input', 'personId');
    const own = personId === viewer.personId;
    const action = own ? 'person.correct' : 'person.update';
    await access.requirePersons(action, [personId], 'personId');

    const card = await this.lock(context, personId);
    if (card.version !== input.expectedVersion) throw staleVersion(card.version);
    const wanted = await this.validated(context, personId, card, input.values);
    await this.requireAllowed(context, action, personId, wanted);
    const changed = wanted.filter(({ definition, value }) => (card.fieldValues[definition.id] ?? null) !== value);
    await this.requireAcknowledged(context, changed);
    const separated = await separateChanges(
      context,
      this.recordCorrectionRequest,
      personId,
      changed.map((change) => this.toChange(context, personId, card, own, change)),
    );
    await this.write(context, personId, separated.accepted);
    if (changed.length > 0) {
      const accepted = new Set(separated.accepted.map(({ element }) => element));
      const elements = changed.map(({ definition }) => fieldElement(definition));
      await writeLog(context, {
        action,
        personIds: [personId],
        categories: [...new Set(changed.map(({ definition }) => definition.category))],
        details: {
          corrected: elements.filter((element) => accepted.has(element)),
          requested: elements.filter((element) => !accepted.has(element)),
        },
      });
    }
    return { personId, requestIds: separated.requestIds, refusals: separated.refusals };
  }

  private async lock(context: Context, personId: string): Promise<Card> {
    const card = await context.db.first<Card>(sql`select register, field_values as "fieldValues",
        value_sources as "valueSources", version, erasure_id as "erasureId"
      from person where tenant_id = ${context.viewer.tenantId}::uuid and id = ${personId}::uuid for update`);
    if (!card || card.erasureId) throw notFound('input', 'personId');
    return card;
  }

  private async validated(
    context: Context,
    personId: string,
    card: Card,
    values: readonly FieldValueInput[],
  ): Promise<Wanted[]> {
    const ids = values.map(({ fieldId }) => uuidOf('FieldDefinition', fieldId));
    // Held as they are until the values are written, so that a value never meets a type that it was not checked for.
    const definitions = await readFieldDefinitions(context.db, sql`and id = any(${ids}::uuid[])`, sql`for share`);
    const byId = new Map(definitions.map((definition) => [definition.id, definition]));
    const reasons: RefusalReason[] = [];
    const wanted: Wanted[] = [];
    for (const [index, given] of values.entries()) {
      const path = ['input', 'values', String(index)];
      const definition = byId.get(ids[index] ?? '');
      const refuse = (messageKey: string, property: string): void =>
        void reasons.push({ code: 'INVALID', messageKey, field: [...path, property] });
      if (!definition) {
        reasons.push({ code: 'NOT_FOUND', messageKey: 'notFound', field: [...path, 'fieldId'] });
        continue;
      }
      const checked = checkValue(definition, given);
      if ('mistake' in checked) refuse(checked.mistake, checked.property);
      else if (ids.indexOf(definition.id) !== index) refuse('field.twice', 'fieldId');
      else if (checked.value !== null && definition.retiredAt) refuse('field.retired', 'fieldId');
      else if (checked.value !== null && !definition.registers.includes(card.register)) {
        refuse('field.otherRegister', 'fieldId');
      } else {
        const mistake = await this.fileMistake(context, personId, definition, checked.value);
        if (mistake) refuse(mistake, 'fileId');
        wanted.push({ definition, value: checked.value, path });
      }
    }
    const [first, ...rest] = reasons;
    if (first) throw new Refusal(first, ...rest);
    return wanted;
  }

  /**
   * A field that widens what is processed stores nothing before the controller has acknowledged it (Article 28(3) GDPR), nor
   * does a request that proposes a value. The definitions are held, so that none is widened before the values are written.
   */
  private async requireAcknowledged(context: Context, changed: readonly Wanted[]): Promise<void> {
    const waiting = changed.filter(({ definition, value }) => value !== null && !isAcknowledged(definition));
    if (waiting.length === 0) return;
    const awaited = await this.awaitedVersion(context);
    if (!awaited) return;
    const [first, ...rest] = waiting.map(
      ({ path }): RefusalReason => ({
        code: 'ANNEX_NOT_ACKNOWLEDGED',
        messageKey: 'field.notAcknowledged',
        field: [...path, 'fieldId'],
        facts: { annexVersion: awaited.number },
      }),
    );
    if (first) throw new Refusal(first, ...rest);
  }

  private async fileMistake(
    context: Context,
    personId: string,
    definition: FieldDefinition,
    value: StoredValue,
  ): Promise<string | null> {
    if (definition.type !== 'FILE' || value === null) return null;
    if (!this.checkFile) return 'field.filesUnavailable';
    return (await this.checkFile(context, personId, String(value))) ? null : 'notFound';
  }

  /** A value that the viewer's rights do not cover cannot be written blindly either. */
  private async requireAllowed(
    context: Context,
    action: string,
    personId: string,
    wanted: readonly Wanted[],
  ): Promise<void> {
    const predicates = wanted.map(({ definition }) =>
      context.access.persons(action, sql`${personId}::uuid`, needOfField(definition)),
    );
    const allowed = await context.db.first<{ each: (boolean | null)[] }>(
      sql`select array[${join(predicates.map(predicateOf))}]::boolean[] as each`,
    );
    const [first, ...rest] = wanted
      .filter((_, index) => allowed?.each[index] !== true)
      .map(({ path }): RefusalReason => ({ code: 'FORBIDDEN', messageKey: 'forbidden', field: [...path, 'fieldId'] }));
    if (first) throw new Refusal(first, ...rest);
  }

  private toChange(
    context: Context,
    personId: string,
    card: Card,
    own: boolean,
    { definition, value, path }: Wanted,
  ): WantedChange & Wanted {
    const whole = context.access.persons('person.update', sql`${personId}::uuid`, needOfField(definition)) === true;
    return {
      definition,
      value,
      path,
      element: fieldElement(definition),
      source: card.valueSources[fieldSourceKey(definition.id)] ?? null,
      theirs: !own || whole || definition.correctable,
      proposed: value === null ? null : String(value),
      field: [...path, value === null ? 'clear' : valueProperty[definition.type]],
    };
  }

  private async write(context: Context, personId: string, changes: readonly Wanted[]): Promise<void> {
    if (changes.length === 0) return;
    const set = changes.filter(({ value }) => value !== null).map(({ definition, value }) => [definition.id, value]);
    const cleared = changes.filter(({ value }) => value === null).map(({ definition }) => definition.id);
    const times = set.map(([id]) => [id, context.now]);
    await context.db.run(sql`update person set version = version + 1, updated_at = now(),
        field_values = (field_values || ${JSON.stringify(Object.fromEntries(set))}::jsonb) - ${cleared}::text[],
        field_value_times = (field_value_times || ${JSON.stringify(Object.fromEntries(times))}::jsonb) - ${cleared}::text[]
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${personId}::uuid`);
  }
}
