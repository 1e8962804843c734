import { MEASURE_HEADINGS, type MeasureHeading } from '../agreements/clauses/index.js';

/** As the API and the database spell a heading: `DATA_QUALITY` for `dataQuality`. */
const inCapitals = (heading: string): string => heading.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

const byName: ReadonlyMap<string, MeasureHeading> = new Map(
  MEASURE_HEADINGS.map((heading) => [inCapitals(heading), heading]),
);

/** What the processor does to be able to assist the controller stands beside the headings of the Decision. */
export const ASSISTANCE = 'ASSISTANCE';

/** The headings of Annex III in the Decision's order, and assistance. */
export const measureHeadings: readonly string[] = [...byName.keys(), ASSISTANCE];

/** The heading of the Decision; null for assistance. */
export const decisionHeading = (name: string): MeasureHeading | null => byName.get(name) ?? null;
