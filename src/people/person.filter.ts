import sql, { join, type Sql } from 'sql-template-tag';
import type { Need } from '../base/access.js';
import type { Context } from '../base/context.js';
import { Fault } from '../base/errors.js';
import { uuidOf } from '../base/ids.js';
import { textOrNull } from '../base/input-text.js';
import { fieldElement } from '../catalogue/index.js';
import type { FieldDefinition } from './field-definition.entity.js';
import type { FieldEqualsFilter } from './field-value.inputs.js';
import { needOfField } from './field-value.objects.js';
import { checkValue } from './field-value.rules.js';
import type { PersonFilter } from './person.inputs.js';

/** A condition, and the elements that it would tell of. */
interface Condition {
  readonly elements: readonly string[];
  /** What is needed to see a tenant-defined field, which the catalogue's own elements say by themselves. */
  readonly need?: Need;
  readonly sql: Sql;
}

/** What of a person a filter tells, by whom it leaves in: the elements of its conditions. */
export interface FilteredPersons {
  readonly where: (alias: Sql) => Sql;
  readonly elements: readonly string[];
}

const likePrefix = (text: string): string => `${text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

function conditions(filter: PersonFilter, p: Sql, definitions: readonly FieldDefinition[]): Condition[] {
  const found: Condition[] = [];
  if (filter.registers) {
    found.push({ elements: ['person.register'], sql: sql`${p}.register = any(${filter.registers}::text[])` });
  }
  if (filter.status) found.push({ elements: ['person.status'], sql: sql`${p}.status = ${filter.status}` });
  if (filter.hiddenFromLists != null) {
    const hidden = sql`${p}.hidden_from_lists = ${filter.hiddenFromLists}::boolean`;
    found.push({ elements: ['person.hiddenFromLists'], sql: hidden });
  }
  if (filter.email !== undefined) {
    found.push({ elements: ['person.email'], sql: sql`${p}.email = ${filter.email.trim().toLowerCase()}` });
  }
  if (filter.nameStartsWith !== undefined) {
    const prefix = likePrefix(textOrNull(filter.nameStartsWith) ?? '');
    found.push({
      elements: ['person.givenName', 'person.familyName'],
      sql: sql`(lower(${p}.family_name) like ${prefix} or lower(${p}.given_name) like ${prefix})`,
    });
  }
  if (filter.unitId !== undefined) {
    const unitId = uuidOf('Unit', filter.unitId);
    found.push({
      elements: ['affiliation.unitId'],
      sql: unitId
        ? sql`exists (select 1 from affiliation f where f.tenant_id = ${p}.tenant_id and f.person_id = ${p}.id
            and f.unit_id = ${unitId}::uuid)`
        : sql`false`,
    });
  }
  if (filter.field) found.push(fieldCondition(filter.field, p, definitions));
  return found;
}

function fieldCondition(filter: FieldEqualsFilter, p: Sql, definitions: readonly FieldDefinition[]): Condition {
  const fieldId = uuidOf('FieldDefinition', filter.fieldId);
  const definition = definitions.find(({ id }) => id === fieldId);
  const checked = definition && definition.type !== 'FILE' ? checkValue(definition, filter) : null;
  if (!definition || !checked || 'mistake' in checked) throw new Fault('BAD_USER_INPUT', 'field.badFilter');
  return {
    elements: [fieldElement(definition)],
    need: needOfField(definition),
    sql: sql`${p}.field_values -> ${definition.id} = ${JSON.stringify(checked.value)}::jsonb`,
  };
}

/**
 * The filter as SQL. A condition on what is withheld would be an oracle: it is refused where the viewer may see the
 * element of nobody, and matches only persons whose element the viewer may see.
 */
export function personFilter(
  filter: PersonFilter | undefined,
  context: Context,
  definitions: readonly FieldDefinition[],
): FilteredPersons {
  const guard = context.access.guard('Person');
  const found = (alias: Sql): readonly Condition[] => (filter ? conditions(filter, alias, definitions) : []);
  const guarded = (alias: Sql): Sql[] =>
    found(alias).flatMap((condition) => [
      ...condition.elements.map((element) => {
        const shown = guard.shows(condition.need ?? element, alias);
        if (shown === false) throw new Fault('FORBIDDEN', 'filterWithheld');
        return shown === true ? sql`true` : shown;
      }),
      condition.sql,
    ]);
  return {
    where: (alias) => (filter && found(alias).length > 0 ? join(guarded(alias), ' and ') : sql`true`),
    elements: found(sql`p`).flatMap(({ elements }) => elements),
  };
}
