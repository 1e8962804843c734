import { parseDate } from '../base/graphql/scalars.js';
import { uuidOf } from '../base/ids.js';
import { textOrNull } from '../base/input-text.js';
import type { FieldDefinition, FieldType } from './field-definition.entity.js';
import { isStorable } from './field-definition.rules.js';
import type { FieldValueInput } from './field-value.inputs.js';
import { valueProperty } from './field-value.objects.js';

/** A value as it is stored in `person.field_values`: a file by the UUID of its upload; null where there is none. */
export type StoredValue = string | number | boolean | null;

export type CheckedValue =
  | { readonly value: StoredValue }
  /** `property` of the input was refused. */
  | { readonly mistake: string; readonly property: string };

type Given = Partial<Pick<FieldValueInput, 'text' | 'number' | 'date' | 'choice' | 'yesNo' | 'fileId'>>;

const properties = Object.values(valueProperty);

const isDate = (text: string): boolean => {
  try {
    return parseDate(text) === text;
  } catch {
    return false;
  }
};

/** What each type demands of its value: the value to store, or the key of what is wrong. */
const rules: Record<FieldType, (given: Given, field: FieldDefinition) => StoredValue | { readonly mistake: string }> = {
  TEXT: ({ text }) => {
    const trimmed = textOrNull(text);
    if (trimmed === null) return { mistake: 'invalid.empty' };
    return isStorable(trimmed) ? trimmed : { mistake: 'badCharacters' };
  },
  NUMBER: ({ number }) => number ?? null,
  DATE: ({ date }) => (isDate(date ?? '') ? (date ?? null) : { mistake: 'badDate' }),
  CHOICE: ({ choice }, field) =>
    field.choices.includes(choice ?? '') ? (choice ?? null) : { mistake: 'invalid.isIn' },
  YES_NO: ({ yesNo }) => yesNo ?? null,
  FILE: ({ fileId }) => uuidOf('Upload', fileId ?? '') ?? { mistake: 'notFound' },
};

/** Checks a value against its field's type. What is left unsaid, or said of another type, is a mistake too. */
export function checkValue(field: FieldDefinition, given: Given & { readonly clear?: boolean }): CheckedValue {
  const said = properties.filter((property) => given[property] != null);
  const wanted = valueProperty[field.type];
  if (given.clear === true) {
    return said[0] ? { mistake: 'field.clearAndValue', property: said[0] } : { value: null };
  }
  const foreign = said.find((property) => property !== wanted);
  if (foreign) return { mistake: 'field.wrongType', property: foreign };
  if (said.length === 0) return { mistake: 'field.valueMissing', property: wanted };
  const checked = rules[field.type](given, field);
  return typeof checked === 'object' && checked !== null
    ? { mistake: checked.mistake, property: wanted }
    : { value: checked };
}
