import sql from 'sql-template-tag';
import { PersonWall, standardRoles } from '../../access/index.js';
import type { Transaction } from '../../base/database/transaction.js';
import type { ObjectMaps } from '../../base/reading/index.js';
import type { Catalogue, PersonalTable } from '../../catalogue/index.js';
import type { StoredRow } from '../stored-rows.js';

/**
 * Which other persons one person's data may point at: those whom the person could read of anyway, with no other rights than
 * those of every person. A guardian is one; who looked at the card, or wrote about it, is not.
 */
export class KnownPersons {
  private readonly wall: PersonWall;
  private readonly names = new Map<string, Map<string, string>>();

  constructor(
    private readonly db: Transaction,
    private readonly personId: string,
    catalogue: Catalogue,
    maps: ObjectMaps,
  ) {
    this.wall = new PersonWall(
      {
        tenantId: db.scope.tenantId ?? '',
        accountId: '',
        accountKind: 'personal',
        personId,
        cardId: personId,
        cardRegister: null,
        homeUnitId: null,
        chosenUnit: null,
        roles: [],
        unitIds: [],
        functions: [],
        supervisedStages: [],
        courses: [],
        lapsedCourses: [],
        lockbox: null,
        isOperator: false,
        secondFactorAt: null,
      },
      standardRoles,
      db,
      catalogue,
      maps,
    );
  }

  /** The rows with references to others reduced to the ids of those whom the person may know. */
  async reduce(table: PersonalTable, rows: readonly StoredRow[]): Promise<readonly StoredRow[]> {
    return this.reduced(table, rows, false);
  }

  /** The same with a name beside each: for the person's own eyes, and never in a copy that leaves the system. */
  async reduceNamed(table: PersonalTable, rows: readonly StoredRow[]): Promise<readonly StoredRow[]> {
    return this.reduced(table, rows, true);
  }

  private async reduced(
    table: PersonalTable,
    rows: readonly StoredRow[],
    named: boolean,
  ): Promise<readonly StoredRow[]> {
    const reduced = rows.map((row) => ({ ...row }));
    for (const link of table.links) {
      const element = table.elements.find(({ property }) => property === link.property);
      if (!element) continue;
      const others = new Set(reduced.flatMap((row) => idsOf(row[link.property])));
      others.delete(this.personId);
      const known = await this.known([...others], element.category);
      for (const row of reduced) {
        const shown = idsOf(row[link.property]).filter((id) => id === this.personId || known.has(id));
        row[link.property] = link.many ? shown : (shown[0] ?? null);
        if (!named) continue;
        const names = shown.flatMap((id) => known.get(id) ?? []);
        if (names.length > 0) row[`${link.property}.name`] = names.join(', ');
      }
    }
    return reduced;
  }

  private async known(ids: readonly string[], category: string): Promise<ReadonlyMap<string, string>> {
    const names = this.names.get(category) ?? new Map<string, string>();
    this.names.set(category, names);
    const named = this.wall.persons('person.read', sql`p.id`, { category: 'NAME' });
    const related = this.wall.persons('person.read', sql`p.id`, { category });
    if (ids.length === 0 || named === false || related === false) return names;
    const rows = await this.db.many<{ id: string; name: string }>(sql`
      select p.id, p.given_name || ' ' || p.family_name as name from person p
      where p.tenant_id = ${this.db.scope.tenantId}::uuid and p.id = any(${[...ids]}::uuid[])
        and ${named === true ? sql`true` : named} and ${related === true ? sql`true` : related}`);
    for (const { id, name } of rows) names.set(id, name);
    return names;
  }
}

const idsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string');
