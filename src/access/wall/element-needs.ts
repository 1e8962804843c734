import type { Need } from '../../base/access.js';
import type { ObjectMap, ObjectMaps } from '../../base/reading/index.js';
import type { Catalogue, Element } from '../../catalogue/index.js';

/** The object whose rows hold an element and are about one person each; null where no such rows are read. */
export function mapOf(maps: ObjectMaps, { table }: Pick<Element, 'table'>): ObjectMap | null {
  return [...maps].find((map) => map.table === table && map.subject !== null) ?? null;
}

/** What it takes to be shown an element: its category, and that of what its row is as a whole. */
export function needsOf(catalogue: Catalogue, maps: ObjectMaps, element: Element): Need[] {
  const whole = mapOf(maps, element)?.element;
  return [
    ...new Set([element.category, ...(whole ? [catalogue.byName(whole)?.category ?? element.category] : [])]),
  ].map((category) => ({ category }));
}
