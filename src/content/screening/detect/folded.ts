const UNMARKED: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};

/** A word as it is compared: without case and marks, so that `Åse`, `ÅSE` and `Ase` are one. */
export function folded(word: string): string {
  const lower = word.toLowerCase();
  // Most words have neither.
  if (/^[a-z]*$/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæœßðþłđı]/g, (letter) => UNMARKED[letter] ?? letter);
}
