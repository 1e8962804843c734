import sql, { join, raw } from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import { notFound, Refusal, type RefusalReason, staleVersion } from '../base/errors.js';
import { parseDate } from '../base/graphql/scalars.js';
import { uuidOf } from '../base/ids.js';
import { textOrNull } from '../base/input-text.js';
import type { Catalogue } from '../catalogue/index.js';
import { isBirthDate } from './birth-date.js';
import { normaliseEmail } from './contact-values.js';
import { type RecordCorrectionRequest, separateChanges } from './correction-request.js';
import { Person } from './person.entity.js';
import type { CorrectProfileInput } from './person.inputs.js';
import { readTelephone } from './telephone.js';

export const correctableProperties = [
  'givenName',
  'familyName',
  'preferredName',
  'email',
  'telephone',
  'birthDate',
] as const;
type Correctable = (typeof correctableProperties)[number];

export interface Correction {
  readonly personId: string;
  readonly requestIds: readonly string[];
  readonly refusals: readonly RefusalReason[];
}

/** Corrections of profiles: by the person what is the person's, by the controller what no source system owns. */
export class PersonService {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly recordCorrectionRequest: RecordCorrectionRequest,
  ) {}

  async correct(context: Context, input: CorrectProfileInput): Promise<Correction> {
    const { viewer, access } = context;
    const personId = input.personId == null ? viewer.personId : uuidOf('Person', input.personId);
    if (!personId) throw notFound('input', 'personId');
    const own = personId === viewer.personId;
    const action = own ? 'person.correct' : 'person.update';
    await access.requirePersons(action, [personId], 'personId');

    const person = await this.lock(context, personId);
    if (person.version !== input.expectedVersion) throw staleVersion(person.version);
    const wanted = await this.validated(context, input);
    const changed = correctableProperties.filter(
      (property) => wanted[property] !== undefined && wanted[property] !== person[property],
    );
    const mayAll = access.persons('person.update', sql`${personId}::uuid`) === true;

    const { accepted, refusals, requestIds } = await separateChanges(
      context,
      this.recordCorrectionRequest,
      personId,
      changed.map((property) => ({
        property,
        element: `person.${property}`,
        source: person.valueSources[property] ?? null,
        theirs: !own || mayAll || this.catalogue.element(Person, property)?.owner === 'PERSON',
        proposed: wanted[property] ?? null,
        field: ['input', property],
      })),
    );
    const corrected = accepted.map(({ property }) => property);
    if (corrected.length > 0) this.write(context, personId, corrected, wanted);
    if (changed.length > 0) {
      await writeLog(context, {
        action,
        personIds: [personId],
        categories: this.catalogue.categoriesOf(changed.map((property) => `person.${property}`)),
        details: { corrected, requested: changed.filter((property) => !corrected.includes(property)) },
      });
    }
    return { personId, requestIds, refusals };
  }

  private async lock(context: Context, personId: string): Promise<Person> {
    const person = await context.db.first<Person>(sql`select given_name as "givenName", family_name as "familyName",
        preferred_name as "preferredName", email, telephone, birth_date::text as "birthDate", version,
        value_sources as "valueSources", erasure_id as "erasureId"
      from person where tenant_id = ${context.viewer.tenantId}::uuid and id = ${personId}::uuid for update`);
    if (!person || person.erasureId) throw notFound('input', 'personId');
    return person;
  }

  private async validated(
    context: Context,
    input: CorrectProfileInput,
  ): Promise<Partial<Record<Correctable, string | null>>> {
    const wanted: Partial<Record<Correctable, string | null>> = {};
    const reasons: RefusalReason[] = [];
    const refuse = (property: Correctable, messageKey: string): void => {
      reasons.push({ code: 'INVALID', messageKey, field: ['input', property] });
    };
    for (const property of correctableProperties) {
      const given = input[property];
      if (given === undefined) continue;
      wanted[property] = textOrNull(given);
      if (wanted[property] === null && (property === 'givenName' || property === 'familyName'))
        refuse(property, 'invalid.empty');
    }
    if (wanted.email) {
      const email = normaliseEmail(wanted.email);
      if (email === null) refuse('email', 'invalid.email');
      wanted.email = email;
    }
    if (wanted.telephone) {
      const read = await readTelephone(context, wanted.telephone);
      if ('mistake' in read) refuse('telephone', read.mistake);
      else wanted.telephone = read.telephone;
    }
    if (wanted.birthDate && !isBirthDate(parseDate(wanted.birthDate))) refuse('birthDate', 'invalid.birthDate');
    const [first, ...rest] = reasons;
    if (first) throw new Refusal(first, ...rest);
    return wanted;
  }

  private write(
    context: Context,
    personId: string,
    properties: readonly Correctable[],
    wanted: Partial<Record<Correctable, string | null>>,
  ): void {
    const values = properties.map((property) => {
      const column = this.catalogue.element(Person, property)?.column;
      if (!column) throw new Error(`${property} is not in the catalogue`);
      return sql`${raw(column)} = ${wanted[property] ?? null}`;
    });
    context.db.later(sql`update person set ${join(values)}, version = version + 1, updated_at = now()
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${personId}::uuid`);
  }
}
