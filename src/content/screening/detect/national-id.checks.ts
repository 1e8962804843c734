/** Whether a day exists; a year of two digits may be of any century that is asked for. */
function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);

const pair = (digits: string, at: number): number => Number(digits.slice(at, at + 2));

/**
 * Norwegian fødselsnummer, D-number (day + 40) and H-number (month + 40), and the synthetic ones of the tax administration's
 * and the welfare administration's test populations (month + 80 and + 65). Eleven digits, the last two of which check.
 */
export function isNorwegianId(digits: string): boolean {
  const day = pair(digits, 0) > 40 ? pair(digits, 0) - 40 : pair(digits, 0);
  const month = [80, 65, 40, 0].map((shift) => pair(digits, 2) - shift).find((rest) => rest >= 1) ?? 0;
  // The year has two digits and its century hangs on the serial number: any 29 February may exist.
  if (!isDay(pair(digits, 4) % 4 === 0 ? 0 : 1, month, day)) return false;
  const checks = [
    weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]),
    weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]),
  ];
  return checks.every((sum) => sum % 11 === 0);
}

/** Swedish personnummer and samordningsnummer (day + 60), ten digits: the last one checks by Luhn's formula. */
export function isSwedishId(digits: string): boolean {
  const day = pair(digits, 4) > 60 ? pair(digits, 4) - 60 : pair(digits, 4);
  if (!isDay(pair(digits, 0) % 4 === 0 ? 0 : 1, pair(digits, 2), day) || digits.slice(6, 9) === '000') return false;
  const sum = [...digits].reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return sum % 10 === 0;
}

const FINNISH_CHECK = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const FINNISH_CENTURY: Readonly<Record<string, number>> = { '+': 1800, '-': 1900, A: 2000 };

/** Finnish henkilötunnus, in upper case: `DDMMYYCNNNT` with every sign of the century, those of 2023 (B–F, U–Y) among them. */
export function isFinnishId(code: string): boolean {
  const sign = code[6] ?? '';
  const century = FINNISH_CENTURY[/[U-Y]/.test(sign) ? '-' : /[B-F]/.test(sign) ? 'A' : sign];
  if (century === undefined || !isDay(century + pair(code, 4), pair(code, 2), pair(code, 0))) return false;
  const serial = code.slice(7, 10);
  return Number(serial) >= 2 && FINNISH_CHECK[Number(code.slice(0, 6) + serial) % 31] === code[10];
}

/** Estonian isikukood: eleven digits, sex and century first, the last one checks in two stages. */
export function isEstonianId(digits: string): boolean {
  const first = Number(digits[0]);
  if (first < 1 || first > 8) return false;
  if (!isDay(1800 + 100 * Math.floor((first - 1) / 2) + pair(digits, 1), pair(digits, 3), pair(digits, 5)))
    return false;
  const one = weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const two = weighted(digits, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
  return (one < 10 ? one : two % 10) === Number(digits[10]);
}

/** Dutch burgerservicenummer: nine digits that pass the eleven-proof. Every eleventh number does, so it proves little by itself. */
export function isDutchId(digits: string): boolean {
  return Number(digits) > 0 && weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
}
