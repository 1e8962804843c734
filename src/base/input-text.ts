import { invalid } from './errors.js';

/**
 * Format controls: nobody sees them, some turn the direction of writing, and two texts that look the same are not. A joiner
 * between letters or pictures is spelling and stays.
 */
const INVISIBLE =
  /(?![\u200c\u200d])\p{Cf}|(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;

/** A text without the format controls that say nothing in it. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** A text as it is stored: trimmed, without invisible format controls, and null where nothing is left of it. */
export function textOrNull(text: string | null | undefined): string | null {
  const trimmed = withoutInvisible(text ?? '').trim();
  return trimmed === '' ? null : trimmed;
}

/** A text that must say something, as it is stored; `field` is its name in the input. */
export function requiredText(text: string | null | undefined, field: string): string {
  const trimmed = textOrNull(text);
  if (trimmed === null) throw invalid('invalid.empty', ['input', field]);
  return trimmed;
}
