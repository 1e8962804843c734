import {
  isDutchId,
  isEstonianId,
  isFinnishId,
  isNorwegianId,
  isSwedishId,
} from '../../src/content/screening/detect/national-id.checks.js';
import type { Draw } from './draw.js';

export const two = (number: number): string => String(number).padStart(2, '0');

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
export const aDay = (draw: Draw): Day => ({
  year: 1940 + draw.below(78),
  month: 1 + draw.below(12),
  day: 1 + draw.below(28),
});

/**
 * Identity numbers with right check digits that nobody has: of Norway the synthetic series of the tax administration (month + 80)
 * and of the welfare administration (month + 40, + 65); of Sweden birth numbers 980–999, which are kept for tests; of Finland
 * serials from 900, which are never assigned; of Estonia serials from 990 of the test series; of the Netherlands those that begin with 9999.
 */
export const ids: Readonly<Record<string, (draw: Draw) => string>> = {
  NO: (draw) => {
    const { year, month, day } = aDay(draw);
    const shifted =
      two(day + (draw.below(5) === 0 ? 40 : 0)) + two(month + draw.of([80, 80, 40, 65])) + two(year % 100);
    const number = draw.until(() => shifted + draw.digits(5), isNorwegianId);
    return draw.of([number, `${number.slice(0, 6)} ${number.slice(6)}`]);
  },
  SE: (draw) => {
    const { year, month, day } = aDay(draw);
    const ten = draw.until(
      () =>
        `${two(year % 100)}${two(month)}${two(day + (draw.below(5) === 0 ? 60 : 0))}${980 + draw.below(20)}${draw.below(10)}`,
      isSwedishId,
    );
    const century = Math.floor(year / 100);
    return draw.of([
      `${ten.slice(0, 6)}-${ten.slice(6)}`,
      `${century}${ten.slice(0, 6)}-${ten.slice(6)}`,
      `${century}${ten}`,
      ten,
    ]);
  },
  FI: (draw) => {
    const { year, month, day } = aDay(draw);
    const sign = draw.of(year < 2000 ? ['-', '-', 'Y', 'U', 'X'] : ['A', 'A', 'B', 'F']);
    const begin = `${two(day)}${two(month)}${two(year % 100)}${sign}${900 + draw.below(100)}`;
    return draw.until(() => begin + draw.of([...'0123456789ABCDEFHJKLMNPRSTUVWXY']), isFinnishId);
  },
  EE: (draw) => {
    const { year, month, day } = aDay(draw);
    const begin = `${(year < 2000 ? 3 : 5) + draw.below(2)}${two(year % 100)}${two(month)}${two(day)}99`;
    return draw.until(() => begin + draw.digits(2), isEstonianId);
  },
  NL: (draw) => {
    const number = draw.until(() => `9999${draw.digits(5)}`, isDutchId);
    return draw.of([
      number,
      number,
      `${number.slice(0, 3)}.${number.slice(3, 6)}.${number.slice(6)}`,
      `${number.slice(0, 4)} ${number.slice(4, 6)} ${number.slice(6)}`,
    ]);
  },
};
