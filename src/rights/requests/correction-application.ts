import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { Refusal } from '../../base/errors.js';
import { toGlobalId } from '../../base/ids.js';
import { fieldElement, fieldSourceKey } from '../../catalogue/index.js';
import {
  type CorrectProfileInput,
  correctableProperties,
  type FieldDefinition,
  type FieldValueInput,
  type FieldValueService,
  fieldDefinitionsOf,
  type PersonService,
} from '../../people/index.js';

/** A correction that the controller grants. */
export interface GrantedCorrection {
  readonly personId: string;
  readonly element: string;
  /** The value as text; null removes it. */
  readonly value: string | null;
}

interface Card {
  readonly version: number;
  readonly valueSources: Readonly<Record<string, string>>;
}

/** Writes corrections that were granted, in the way in which the controller would make them by hand. */
export class CorrectionApplication {
  constructor(
    private readonly people: PersonService,
    private readonly fields: FieldValueService,
  ) {}

  /**
   * Applies a correction; answers whether it did. It does not where a source system owns the value, which is corrected
   * there, or where the element is none of the profile's or the tenant's fields.
   */
  async apply(context: Context, correction: GrantedCorrection): Promise<boolean> {
    const { personId, element, value } = correction;
    const card = await context.db.first<Card>(sql`select version, value_sources as "valueSources" from person
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${personId}::uuid and erasure_id is null for update`);
    if (!card) return false;
    const target = { personId: toGlobalId('Person', personId), expectedVersion: card.version };

    const property = correctableProperties.find((name) => `person.${name}` === element);
    if (property) {
      if (card.valueSources[property]) return false;
      const input: CorrectProfileInput = { ...target, [property]: value };
      return requireNone((await this.people.correct(context, input)).refusals);
    }
    const field = (await fieldDefinitionsOf(context.db)).find((candidate) => fieldElement(candidate) === element);
    if (!field || card.valueSources[fieldSourceKey(field.id)]) return false;
    const values = [fieldValue(field, value)];
    return requireNone((await this.fields.set(context, { ...target, values })).refusals);
  }
}

/** A granted correction takes effect as a whole, or the answer is refused with what stood in its way. */
function requireNone(refusals: Refusal['reasons']): true {
  const [first, ...rest] = refusals;
  if (first) throw new Refusal(first, ...rest);
  return true;
}

function fieldValue(field: FieldDefinition, value: string | null): FieldValueInput {
  const fieldId = toGlobalId('FieldDefinition', field.id);
  if (value === null) return { fieldId, clear: true };
  switch (field.type) {
    case 'TEXT':
      return { fieldId, clear: false, text: value };
    case 'NUMBER':
      return { fieldId, clear: false, number: Number.isFinite(Number(value)) ? Number(value) : null };
    case 'DATE':
      return { fieldId, clear: false, date: value };
    case 'CHOICE':
      return { fieldId, clear: false, choice: value };
    case 'YES_NO':
      return { fieldId, clear: false, yesNo: value === 'true' };
    case 'FILE':
      return { fieldId, clear: false, fileId: toGlobalId('Upload', value) };
  }
}
