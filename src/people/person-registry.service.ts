import sql from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import { invalid, managedInSource, notFound, staleVersion } from '../base/errors.js';
import { uuidOf } from '../base/ids.js';
import { requiredText, textOrNull } from '../base/input-text.js';
import type { Catalogue } from '../catalogue/index.js';
import { requireOpenUnits } from '../tenants/index.js';
import { isBirthDate } from './birth-date.js';
import { normaliseEmail } from './contact-values.js';
import type { Person } from './person.entity.js';
import { insertPerson, requireCardRights } from './person-card.js';
import type { CreatePersonInput, UpdatePersonInput } from './person-registry.inputs.js';
import { readTelephone } from './telephone.js';

const administered = ['register', 'status', 'identifier', 'hiddenFromLists'] as const;
type Administered = (typeof administered)[number];
type AdministeredValues = Pick<Person, Administered>;

/** The registers: cards are added and kept by administrators, each within reach of the own rights. */
export class PersonRegistryService {
  constructor(private readonly catalogue: Catalogue) {}

  /** Adds a card; answers the person's id. Without a unit only for those who act in the whole tenant. */
  async create(context: Context, input: CreatePersonInput): Promise<string> {
    const ids = input.unitIds ?? [];
    if (ids.length === 0) context.access.requireUnit('person.create', null, 'unitIds');
    const card = {
      register: input.register,
      givenName: requiredText(input.givenName, 'givenName'),
      familyName: requiredText(input.familyName, 'familyName'),
      preferredName: textOrNull(input.preferredName),
      email: emailOf(input.email),
      telephone: await telephoneOf(context, input.telephone),
      birthDate: birthDateOf(input.birthDate),
      identifier: textOrNull(input.identifier),
      unitIds: await requireOpenUnits(context, 'person.create', ids, 'unitIds'),
    };
    const personId = await insertPerson(context.db, card);
    const given = ['register', 'givenName', 'familyName', 'preferredName', 'email', 'telephone', 'birthDate'] as const;
    const elements = [...given, 'identifier' as const].filter((name) => card[name] !== null);
    await writeLog(context, {
      action: 'person.create',
      personIds: [personId],
      categories: this.catalogue.categoriesOf(elements.map((name) => `person.${name}`)),
      unitId: card.unitIds.length === 1 ? (card.unitIds[0] ?? null) : null,
      details: { elements },
    });
    return personId;
  }

  /** Changes register, status or identifier, or whether lists show the person, unless a source system owns it. */
  async update(context: Context, input: UpdatePersonInput): Promise<string> {
    const personId = uuidOf('Person', input.personId);
    if (!personId) throw notFound('input', 'personId');
    const given = administered.filter((name) =>
      name === 'identifier' ? input[name] !== undefined : input[name] != null,
    );
    const categories = this.catalogue.categoriesOf(given.map((name) => `person.${name}`));
    await context.access.requirePersons('person.update', [personId], 'personId');
    for (const category of categories) {
      await context.access.requirePersons('person.update', [personId], 'personId', { category });
    }
    const person = await this.lock(context, personId);
    if (person.version !== input.expectedVersion) throw staleVersion(person.version);
    const wanted: AdministeredValues = {
      register: input.register ?? person.register,
      status: input.status ?? person.status,
      hiddenFromLists: input.hiddenFromLists ?? person.hiddenFromLists,
      identifier: input.identifier === undefined ? person.identifier : textOrNull(input.identifier),
    };
    const changed = administered.filter((name) => wanted[name] !== person[name]);
    const owned = changed.find((name) => person.valueSources[name]);
    if (owned) throw managedInSource(person.valueSources[owned] ?? '', 'input', owned);
    if (changed.length === 0) return personId;
    if (changed.includes('register')) await requireCardRights(context, wanted, 'register');
    await context.db.run(sql`update person set register = ${wanted.register}, status = ${wanted.status},
        identifier = ${wanted.identifier}, hidden_from_lists = ${wanted.hiddenFromLists}, version = version + 1, updated_at = now(),
        left_at = case when status = ${wanted.status} then left_at when ${wanted.status} = 'left' then now() end
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${personId}::uuid`);
    await writeLog(context, {
      action: 'person.update',
      personIds: [personId],
      categories: this.catalogue.categoriesOf(changed.map((name) => `person.${name}`)),
      details: { changed },
    });
    return personId;
  }

  private async lock(context: Context, personId: string): Promise<AdministeredValues & LockedCard> {
    const person = await context.db.first<AdministeredValues & LockedCard>(sql`select register, status, identifier,
        hidden_from_lists as "hiddenFromLists", version, value_sources as "valueSources"
      from person where tenant_id = ${context.viewer.tenantId}::uuid and id = ${personId}::uuid and erasure_id is null
      for no key update`);
    if (!person) throw notFound('input', 'personId');
    return person;
  }
}

type LockedCard = Pick<Person, 'version' | 'valueSources'>;

function emailOf(text: string | null | undefined): string | null {
  const given = textOrNull(text);
  const email = given && normaliseEmail(given);
  if (given && !email) throw invalid('invalid.email', ['input', 'email']);
  return email;
}

function birthDateOf(date: string | null | undefined): string | null {
  if (date && !isBirthDate(date)) throw invalid('invalid.birthDate', ['input', 'birthDate']);
  return date ?? null;
}

async function telephoneOf(context: Context, text: string | null | undefined): Promise<string | null> {
  const given = textOrNull(text);
  if (!given) return null;
  const read = await readTelephone(context, given);
  if ('mistake' in read) throw invalid(read.mistake, ['input', 'telephone']);
  return read.telephone;
}
