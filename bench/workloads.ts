import assert from 'node:assert/strict';
import type { Caller, Callers } from './data.js';
import type { Shot } from './load.js';

export const workloads = ['own profile', 'page of 50', 'correct a telephone'] as const;
export type Workload = (typeof workloads)[number];

/** What every server must have shown of a person, whatever its answer looks like. */
export interface Card {
  readonly identifier: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly telephone: string;
  readonly birthDate: string;
  readonly memberships: readonly string[];
  /** Of a page; a look at another person is no part of one's own profile. */
  readonly guardians: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Corrected {
  readonly telephone: string;
  readonly version: number;
}

/** How one kind of server is asked, and how its answers are read. */
export interface Dialect {
  readonly profile: Request;
  readonly page: Request;
  readonly correct: (expectedVersion: number, telephone: string) => Request;
  readonly cardOf: (answer: unknown) => Card;
  readonly cardsOf: (answer: unknown) => readonly Card[];
  readonly versionOf: (answer: unknown) => number;
  readonly correctedOf: (answer: unknown) => Corrected;
}

export interface Request {
  readonly path: string;
  readonly body: string;
}

/** A person as the servers answer it; only the values' places differ. */
interface Answered extends Omit<Card, 'memberships' | 'guardians' | 'fields'> {
  readonly version: number;
  readonly memberships: readonly { readonly role: string; readonly group: { readonly name: string } }[];
}
interface Named {
  readonly givenName: string;
  readonly familyName: string;
}

const plain = ({ identifier, givenName, familyName, email, telephone, birthDate, memberships }: Answered) => ({
  identifier,
  givenName,
  familyName,
  email,
  telephone,
  birthDate,
  memberships: memberships.map(({ role, group }) => `${role} of ${group.name}`).sort(),
});
const names = (guardians: readonly Named[] = []): string[] =>
  guardians.map(({ givenName, familyName }) => `${givenName} ${familyName}`).sort();

const graphql = (query: string, variables: object = {}): Request => ({
  path: '/graphql',
  body: JSON.stringify({ query, variables }),
});

const scalars = 'id register givenName familyName email telephone birthDate identifier version';

type FloorPerson = Answered & {
  guardians?: readonly Named[];
  fields: readonly { key: string; value: unknown }[];
};
const floorCard = (person: FloorPerson): Card => ({
  ...plain(person),
  guardians: names(person.guardians),
  fields: Object.fromEntries(person.fields.map(({ key, value }) => [key, value])),
});
const floor: Dialect = {
  profile: { path: '/profile', body: '{}' },
  page: { path: '/page', body: '{}' },
  correct: (expectedVersion, telephone) => ({
    path: '/correct',
    body: JSON.stringify({ expectedVersion, telephone }),
  }),
  cardOf: (answer) => floorCard(answer as FloorPerson),
  cardsOf: (answer) => (answer as FloorPerson[]).map(floorCard),
  versionOf: (answer) => (answer as FloorPerson).version,
  correctedOf: (answer) => answer as Corrected,
};

interface WithGuardians {
  readonly guardians?: readonly { readonly guardian: Named }[];
}
type VardePerson = Answered &
  WithGuardians & {
    fields: readonly ({ definition: { key: string } } & Readonly<Record<(typeof values)[number], unknown>>)[];
  };
const values = ['text', 'number', 'date', 'choice', 'yesNo'] as const;
const guardianNames = ({ guardians }: WithGuardians): string[] => names(guardians?.map(({ guardian }) => guardian));
const vardeCard = (person: VardePerson): Card => ({
  ...plain(person),
  guardians: guardianNames(person),
  fields: Object.fromEntries(
    person.fields.map((field) => [
      field.definition.key,
      values.map((value) => field[value]).find((value) => value !== null) ?? null,
    ]),
  ),
});
const own = `${scalars} memberships { role group { name } }`;
const vardeFields = `fields { definition { key } ${values.join(' ')} }`;
const guardians = 'guardians { guardian { givenName familyName } }';
const varde: Dialect = {
  profile: graphql(`{ viewer { person { ${own} ${vardeFields} } } }`),
  page: graphql(
    `query($first: Int!) { persons(first: $first, filter: { registers: [STUDENT] }) { nodes { ${own} ${guardians} ${vardeFields} } } }`,
    {
      first: 50,
    },
  ),
  correct: (expectedVersion, telephone) =>
    graphql(
      'mutation($input: CorrectProfileInput!) { correctProfile(input: $input) { person { telephone version } userErrors { code } } }',
      { input: { expectedVersion, telephone } },
    ),
  cardOf: (answer) => vardeCard((answer as { data: { viewer: { person: VardePerson } } }).data.viewer.person),
  cardsOf: (answer) => (answer as { data: { persons: { nodes: VardePerson[] } } }).data.persons.nodes.map(vardeCard),
  versionOf: (answer) => (answer as { data: { viewer: { person: VardePerson } } }).data.viewer.person.version,
  correctedOf: (answer) => (answer as { data: { correctProfile: { person: Corrected } } }).data.correctProfile.person,
};

interface Definitions {
  readonly allFieldDefinitions: { readonly nodes: readonly { readonly rowId: string; readonly key: string }[] };
}
interface GraphilePerson extends Omit<Answered, 'memberships'> {
  readonly fieldValues: Readonly<Record<string, unknown>>;
  readonly memberships: { readonly nodes: Answered['memberships'] };
  readonly guardians?: { readonly nodes: readonly { readonly guardian: Named }[] };
}
const graphileCard = ({ allFieldDefinitions }: Definitions, person: GraphilePerson): Card => ({
  ...plain({ ...person, memberships: person.memberships.nodes }),
  guardians: names(person.guardians?.nodes.map(({ guardian }) => guardian)),
  fields: Object.fromEntries(
    allFieldDefinitions.nodes.map(({ rowId, key }) => [key, person.fieldValues[rowId] ?? null]),
  ),
});
const graphileSelection = `${scalars.replace('id ', 'rowId ')} fieldValues
  memberships: membershipsByTenantIdAndPersonId { nodes { role group: personGroupByTenantIdAndGroupId { name } } }`;
const graphileGuardians =
  'guardians: guardianshipsByTenantIdAndPupilId { nodes { guardian: personByTenantIdAndGuardianId { givenName familyName } } }';
const graphileFields = 'allFieldDefinitions { nodes { rowId key } }';
const graphile: Dialect = {
  profile: graphql(`{ currentPerson: benchPeerCurrentPerson { ${graphileSelection} } ${graphileFields} }`),
  page: graphql(
    `query($first: Int!) { allPeople(first: $first, condition: { register: "STUDENT" },
      orderBy: [FAMILY_NAME_ASC, GIVEN_NAME_ASC, ROW_ID_ASC]) { nodes { ${graphileSelection} ${graphileGuardians} } } ${graphileFields} }`,
    { first: 50 },
  ),
  correct: (expectedVersion, telephone) =>
    graphql(
      'mutation($input: BenchPeerCorrectTelephoneInput!) { correctTelephone: benchPeerCorrectTelephone(input: $input) { person: result { telephone version } } }',
      { input: { expectedVersion, telephone } },
    ),
  cardOf: (answer) => {
    const { data } = answer as { data: Definitions & { currentPerson: GraphilePerson } };
    return graphileCard(data, data.currentPerson);
  },
  cardsOf: (answer) => {
    const { data } = answer as { data: Definitions & { allPeople: { nodes: GraphilePerson[] } } };
    return data.allPeople.nodes.map((person) => graphileCard(data, person));
  },
  versionOf: (answer) => (answer as { data: { currentPerson: GraphilePerson } }).data.currentPerson.version,
  correctedOf: (answer) =>
    (answer as { data: { correctTelephone: { person: Corrected } } }).data.correctTelephone.person,
};

type NaivePerson = Answered & WithGuardians & { fields: readonly { key: string; value: string }[] };
const naiveCard = (person: NaivePerson): Card => ({
  ...plain(person),
  guardians: guardianNames(person),
  fields: Object.fromEntries(person.fields.map(({ key, value }) => [key, JSON.parse(value)])),
});
const naiveFields = 'fields { key value }';
const naive: Dialect = {
  profile: graphql(`{ me { ${own} ${naiveFields} } }`),
  page: graphql(`{ students { ${own} ${guardians} ${naiveFields} } }`),
  correct: (expectedVersion, telephone) =>
    graphql(
      'mutation($expectedVersion: Int!, $telephone: String!) { correctTelephone(expectedVersion: $expectedVersion, telephone: $telephone) { telephone version } }',
      { expectedVersion, telephone },
    ),
  cardOf: (answer) => naiveCard((answer as { data: { me: NaivePerson } }).data.me),
  cardsOf: (answer) => (answer as { data: { students: NaivePerson[] } }).data.students.map(naiveCard),
  versionOf: (answer) => (answer as { data: { me: NaivePerson } }).data.me.version,
  correctedOf: (answer) => (answer as { data: { correctTelephone: Corrected } }).data.correctTelephone,
};

export const dialects = { floor, varde, postgraphile: graphile, naive } as const;

const telephones = ['+4741234567', '+4797654321'] as const;

/** A server's own callers and what it needs to go on asking: the versions of the profiles that it corrects. */
export class Asker {
  private readonly versions = new Map<string, number>();

  constructor(
    readonly dialect: Dialect,
    private readonly callers: Callers,
    /** Students whom no other server corrects. */
    private readonly correctors: readonly Caller[],
  ) {}

  /** The requests of one connection. */
  shots(workload: Workload, connection: number): () => Shot {
    const callers = { 'own profile': this.callers.students, 'page of 50': this.callers.controllers }[
      workload as string
    ];
    if (!callers) {
      const caller = this.correctors[connection];
      assert(caller);
      return () => this.correction(caller);
    }
    const request = workload === 'own profile' ? this.dialect.profile : this.dialect.page;
    let turn = connection;
    return () => {
      const caller = callers[turn++ % callers.length];
      assert(caller);
      return { ...request, token: caller.token, done: refuseErrors };
    };
  }

  /** Reads where each profile stands, before corrections of it are asked for. */
  profile(caller: Caller): Shot {
    return {
      ...this.dialect.profile,
      token: caller.token,
      done: (body) => void this.versions.set(caller.token, this.dialect.versionOf(JSON.parse(body))),
    };
  }

  correction(caller: Caller): Shot {
    const version = this.versions.get(caller.token) ?? 1;
    const telephone = telephones[version % 2] ?? telephones[0];
    return {
      ...this.dialect.correct(version, telephone),
      token: caller.token,
      done: (body) => {
        const corrected = this.dialect.correctedOf(JSON.parse(body));
        assert.deepEqual(
          { telephone: corrected.telephone, version: corrected.version },
          { telephone, version: version + 1 },
        );
        this.versions.set(caller.token, version + 1);
      },
    };
  }
}

function refuseErrors(body: string): void {
  if (body.length < 100 || body.startsWith('{"errors"')) throw new Error(`not an answer: ${body.slice(0, 500)}`);
}
