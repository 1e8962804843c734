import type { RefusalReason } from '../base/errors.js';
import { withoutInvisible } from '../base/input-text.js';
import { isRetention } from '../catalogue/index.js';
import type { FieldDefinition } from './field-definition.entity.js';

/** What the controller says of a field. */
export type FieldDraft = Pick<
  FieldDefinition,
  | 'label'
  | 'description'
  | 'type'
  | 'choices'
  | 'registers'
  | 'category'
  | 'purposes'
  | 'retention'
  | 'readableBy'
  | 'correctable'
>;

/** What a definition says now. */
export const draftOf = (field: FieldDefinition): FieldDraft => ({
  label: field.label,
  description: field.description,
  type: field.type,
  choices: field.choices,
  registers: field.registers,
  category: field.category,
  purposes: field.purposes,
  retention: field.retention,
  readableBy: field.readableBy,
  correctable: field.correctable,
});

/** Text that PostgreSQL and every reader of an export can hold: no NUL, no half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

/** The draft as it is stored: trimmed, each name once. */
export const normalised = (draft: FieldDraft): FieldDraft => ({
  ...draft,
  label: withoutInvisible(draft.label).trim(),
  description: withoutInvisible(draft.description).trim(),
  choices: draft.choices.map((choice) => withoutInvisible(choice).trim()),
  registers: unique(draft.registers),
  purposes: unique(draft.purposes),
  readableBy: unique(draft.readableBy),
});

/** What is wrong with a draft; `roles` are those that a declaration may name. */
export function mistakesIn(draft: FieldDraft, roles: readonly string[]): RefusalReason[] {
  const mistakes: RefusalReason[] = [];
  const refuse = (field: keyof FieldDraft, messageKey: string): void =>
    void mistakes.push({ code: 'INVALID', messageKey, field: ['input', field] });
  const choices = draft.type === 'CHOICE';

  if (draft.label === '') refuse('label', 'invalid.empty');
  if (!isStorable(draft.label)) refuse('label', 'badCharacters');
  if (!isStorable(draft.description)) refuse('description', 'badCharacters');
  if (choices && draft.choices.length === 0) refuse('choices', 'field.choicesNeeded');
  if (!choices && draft.choices.length > 0) refuse('choices', 'field.noChoices');
  if (draft.choices.includes('')) refuse('choices', 'invalid.empty');
  if (!draft.choices.every(isStorable)) refuse('choices', 'badCharacters');
  if (unique(draft.choices).length < draft.choices.length) refuse('choices', 'field.choiceTwice');
  if (draft.registers.length === 0) refuse('registers', 'invalid.arrayMinSize');
  if (draft.purposes.length === 0) refuse('purposes', 'invalid.arrayMinSize');
  if (!isRetention(draft.retention)) refuse('retention', 'field.retention');
  if (!draft.readableBy.every((role) => roles.includes(role))) refuse('readableBy', 'field.role');
  return mistakes;
}
