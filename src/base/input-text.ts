import { invalid } from './errors.js';

/** A text as it is stored: trimmed, and null where nothing is left of it. */
export function textOrNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

/** A text that must say something, trimmed; `field` is its name in the input. */
export function requiredText(text: string | null | undefined, field: string): string {
  const trimmed = textOrNull(text);
  if (trimmed === null) throw invalid('invalid.empty', ['input', field]);
  return trimmed;
}
