import { formatDate, formatInstant } from '../../base/locale.js';
import { retentionText, type Speaker } from '../../catalogue/index.js';
import { instructedSettings } from './instructed-settings.js';
import { actionOf, changedColumns, type InstructionChange, type SettingImage } from './instruction.model.js';

/** What an entry tells of by ids alone, by name: units, and the sub-processors of changes. */
export type ThingNames = Readonly<Record<string, string>> | null;

/** One column that an entry set, changed or removed, in words. */
export interface ChangedSetting {
  readonly setting: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Write = (value: never, speaker: Speaker, things: ThingNames) => string;

const coded =
  (prefix: string): Write =>
  (code: string, speaker) =>
    speaker.text(`${prefix}.${code}`);

interface MatrixContent {
  readonly roles?: readonly unknown[];
  readonly functions?: readonly unknown[];
  readonly courses?: readonly unknown[];
}

interface CarriedColumn {
  readonly element: string | null;
  readonly fieldKey: string | null;
  readonly header: string;
}

const day: Write = (value: string, { locale }) => formatDate(new Date(value), locale);
const instant: Write = (value: string, { locale }) => formatInstant(new Date(value), locale);

/** How the values of some columns are written; the others as they are. */
const written: Readonly<Record<string, Write>> = {
  category: coded('category'),
  purpose: coded('purpose'),
  purposes: coded('purpose'),
  register: coded('register'),
  registers: coded('register'),
  retention: (retention: string, speaker) => retentionText(speaker, { retention: retention as 'UNTIL_REMOVED' }),
  unit_id: (id: string, _speaker, things) => things?.[id] ?? id,
  change_id: (id: string, _speaker, things) => things?.[id] ?? id,
  raised_at: instant,
  authorised_at: instant,
  main_contract_date: day,
  starts_on: day,
  ends_on: day,
  retired_at: instant,
  due_at: instant,
  valid_from: instant,
  closed_at: instant,
  withdrawn_at: instant,
  content: ({ roles = [], functions = [], courses = [] }: MatrixContent, speaker) =>
    speaker.text('instruction.matrix', { roles: roles.length, functions: functions.length, courses: courses.length }),
  columns: ({ header, element, fieldKey }: CarriedColumn) => `${header} (${element ?? fieldKey})`,
};

const camelCase = (column: string): string => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A column under the name that the API has for it. */
export const settingName = camelCase;

/** A value for people; null where there is none. */
export function valueInWords(column: string, value: unknown, speaker: Speaker, things: ThingNames): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) {
    return value.map((each) => valueInWords(column, each, speaker, things)).join(', ') || null;
  }
  if (typeof value === 'boolean') return speaker.text(value ? 'value.yes' : 'value.no');
  const write = written[column];
  if (write) return write(value as never, speaker, things);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What the setting is called: `Field “Shoe size”`. */
export function nameInWords(
  { subject, before, after }: Pick<InstructionChange, 'subject' | 'before' | 'after'>,
  speaker: Speaker,
  things: ThingNames,
): string {
  const setting = instructedSettings[subject];
  const kind = speaker.text(`instruction.kind.${setting?.kind ?? 'SETTINGS'}`);
  const image: SettingImage = after ?? before ?? {};
  const names = (setting?.name ?? []).flatMap((column) => valueInWords(column, image[column], speaker, things) ?? []);
  return names.length > 0 ? `${kind} “${names.join(', ')}”` : kind;
}

/** What an entry set from what to what, column by column. */
export function changesInWords(change: InstructionChange, speaker: Speaker, things: ThingNames): ChangedSetting[] {
  return changedColumns(change).map((column) => ({
    setting: camelCase(column),
    label: speaker.text(`setting.${column}`),
    before: valueInWords(column, change.before?.[column], speaker, things),
    after: valueInWords(column, change.after?.[column], speaker, things),
  }));
}

/** An entry in one sentence, for people. */
export function instructionInWords(change: InstructionChange, speaker: Speaker, things: ThingNames): string {
  const action = actionOf(change);
  const none = speaker.text('instruction.none');
  const changes = changesInWords(change, speaker, things).flatMap(({ label, before, after }) => {
    if (action === 'SET') return after === null ? [] : `${label}: ${after}`;
    return speaker.text('instruction.fromTo', { label, before: before ?? none, after: after ?? none });
  });
  const parameters = { name: nameInWords(change, speaker, things), changes: changes.join('; ') };
  return speaker.text(`instruction.${action}`, parameters);
}
