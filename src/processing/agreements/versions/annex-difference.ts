import { isLongerRetention } from '../../../catalogue/index.js';
import type {
  DeclaredField,
  DescribedElement,
  ListedEngagement,
  ListedMeasure,
  Organisation,
} from '../annex-sources.js';
import { type AnnexCause, type AnnexChange, type AnnexPlace, coded, type Token, text } from './annex-change.js';
import type { AnnexFacts } from './annex-facts.js';

/** How one property of a thing is told, and when a change of it lets more be processed than before. */
interface Property<Thing> {
  readonly name: string;
  readonly tell: (thing: Thing) => readonly Token[];
  readonly widens?: (before: Thing, after: Thing) => boolean;
}

/** Things of one kind that stand in one place of the annexes. */
interface Kind<Thing> {
  readonly place: AnnexPlace;
  readonly cause: AnnexCause;
  readonly key: (thing: Thing) => string;
  readonly subject: (thing: Thing) => Token;
  readonly properties: readonly Property<Thing>[];
  /** Whether one more of them is more that is processed. */
  readonly widens: boolean;
}

const gained =
  <Thing>(list: (thing: Thing) => readonly string[]) =>
  (before: Thing, after: Thing): boolean =>
    list(after).some((name) => !list(before).includes(name));

const lists = <Thing>(
  name: string,
  code: 'register' | 'category' | 'purpose' | 'role' | 'country',
  list: (thing: Thing) => readonly string[],
): Property<Thing> => ({ name, tell: (thing) => coded(code, list(thing)), widens: gained(list) });

const says = <Thing>(name: string, value: (thing: Thing) => Parameters<typeof text>[0]): Property<Thing> => ({
  name,
  tell: (thing) => text(value(thing)),
});

const declared: readonly Property<DescribedElement>[] = [
  lists('category', 'category', ({ category }) => [category]),
  lists('purposes', 'purpose', ({ purposes }) => purposes),
  {
    name: 'retention',
    tell: ({ retention, fromItsEnd }) => coded(fromItsEnd ? 'period from the end' : 'retention', [retention]),
    widens: (before, after) =>
      isLongerRetention(before.retention, after.retention) || (!before.fromItsEnd && after.fromItsEnd === true),
  },
];

const columns: Kind<DescribedElement> = {
  place: 'PERSONAL_DATA',
  cause: 'CATALOGUE',
  key: ({ id }) => id,
  subject: ({ id }) => ({ code: 'message', value: id }),
  properties: declared,
  widens: true,
};

const fields: Kind<DeclaredField> = {
  place: 'PERSONAL_DATA',
  cause: 'FIELD',
  // An element's name carries the category, which may change while the field is the same.
  key: ({ id }) => id.slice(0, id.indexOf('#')),
  subject: ({ label }) => ({ code: 'text', value: label }),
  properties: [
    says('label', ({ label }) => label),
    ...declared,
    lists('registers', 'register', ({ registers }) => registers),
    lists('readers', 'role', ({ readableBy }) => readableBy),
    {
      name: 'use',
      tell: ({ retired }) => [{ code: 'message', value: retired ? 'annex.use.retired' : 'annex.use.taken' }],
      widens: (before, after) => before.retired === true && !after.retired,
    },
  ],
  widens: true,
};

const measures: Kind<ListedMeasure> = {
  place: 'MEASURES',
  cause: 'MEASURE',
  key: ({ id }) => id,
  subject: ({ heading }) => ({ code: 'heading', value: heading }),
  properties: [
    says('measure', (measure) => measure.text),
    says('subProcessor', ({ subProcessor }) => subProcessor),
    { name: 'heading', tell: ({ heading }) => coded('heading', [heading]) },
  ],
  widens: false,
};

const subProcessors: Kind<ListedEngagement> = {
  place: 'SUB_PROCESSORS',
  cause: 'SUB_PROCESSOR',
  key: ({ id }) => id,
  subject: ({ legalName }) => ({ code: 'text', value: legalName }),
  properties: [
    says('name', ({ legalName }) => legalName),
    says('service', ({ service }) => service),
    says('processing', ({ processing }) => processing),
    lists('categories', 'category', ({ dataCategories }) => dataCategories),
    lists('locations', 'country', ({ locations }) => locations),
    {
      name: 'transfer',
      tell: ({ transferBasis, transferDetails }) => [...coded('transfer', [transferBasis]), ...text(transferDetails)],
      widens: (before, after) => before.transferBasis !== after.transferBasis && after.transferBasis !== 'NONE_EEA',
    },
    says('responsibilities', ({ responsibilities }) => responsibilities),
    says('address', ({ address }) => address),
    { name: 'country', tell: ({ country }) => coded('country', [country]) },
    says('contact', ({ contact }) => contact),
    { name: 'since', tell: ({ since }) => coded('date', [since]) },
  ],
  widens: true,
};

const registersInUse: Kind<string> = {
  place: 'DATA_SUBJECTS',
  cause: 'REGISTER',
  key: (register) => register,
  subject: (register) => ({ code: 'register', value: register }),
  properties: [],
  widens: true,
};

const party = (cause: 'CONTROLLER' | 'PROCESSOR'): Kind<Organisation> => ({
  place: 'PARTIES',
  cause,
  key: () => cause,
  subject: () => ({ code: 'message', value: `annex.party.${cause}` }),
  properties: [
    says('name', ({ legalName }) => legalName),
    says('organisationNumber', ({ organisationNumber }) => organisationNumber),
    says('address', ({ address }) => address),
    { name: 'country', tell: ({ country }) => coded('country', [country]) },
    says('contact', ({ contact }) => contact),
    says('dataProtectionOfficer', ({ dataProtectionOfficer }) => dataProtectionOfficer),
    says('representative', ({ representative }) => representative),
  ],
  widens: false,
});

type Agreement = NonNullable<AnnexFacts['agreement']>;

const agreement: Kind<Agreement> = {
  place: 'AGREEMENT',
  cause: 'AGREEMENT',
  key: () => 'agreement',
  subject: () => ({ code: 'message', value: 'annex.party.AGREEMENT' }),
  properties: [
    says('mainContract', ({ mainContractName }) => mainContractName),
    says('mainContractNumber', ({ mainContractNumber }) => mainContractNumber),
    {
      name: 'mainContractDate',
      tell: ({ mainContractDate }) => coded('date', mainContractDate ? [mainContractDate] : []),
    },
    says('annexNumber', ({ annexNumber }) => annexNumber),
    { name: 'startsOn', tell: ({ startsOn }) => coded('date', [startsOn]) },
    { name: 'endsOn', tell: ({ endsOn }) => coded('date', endsOn ? [endsOn] : []) },
  ],
  widens: false,
};

const authorisation: Kind<Agreement> = {
  ...agreement,
  place: 'AUTHORISATION',
  properties: [{ name: 'authorisation', tell: (row) => coded('authorisation', [row.authorisation]) }],
};

const roles: Kind<readonly [string, string]> = {
  place: 'PERSONAL_DATA',
  cause: 'MATRIX',
  key: ([key]) => key,
  subject: ([, name]) => ({ code: 'text', value: name }),
  properties: [says('roleName', ([, name]) => name)],
  widens: false,
};

/** What is not said of a thing that is there anew, or no more. */
const unsaid: ReadonlySet<string> = new Set(['label', 'name', 'use']);

const same = (before: unknown, after: unknown): boolean => JSON.stringify(before) === JSON.stringify(after);

function differences<Thing>(kind: Kind<Thing>, before: readonly Thing[], after: readonly Thing[]): AnnexChange[] {
  const { place, cause, key, subject, properties } = kind;
  const [was, is] = [before, after].map((things) => new Map(things.map((thing) => [key(thing), thing])));
  const all = [...(was?.keys() ?? []), ...[...(is?.keys() ?? [])].filter((name) => !was?.has(name))];
  const told = (thing: Thing): Token[] =>
    properties.filter(({ name }) => !unsaid.has(name)).flatMap(({ tell }) => tell(thing));
  return all.flatMap((name): AnnexChange[] => {
    const [old, now] = [was?.get(name), is?.get(name)];
    const of = { place, cause, property: null } as const;
    if (old === undefined) {
      if (now === undefined) return [];
      return [{ ...of, kind: 'ADDED', subject: subject(now), before: [], after: told(now), widens: kind.widens }];
    }
    if (now === undefined) {
      return [{ ...of, kind: 'REMOVED', subject: subject(old), before: told(old), after: [], widens: false }];
    }
    return properties.flatMap(({ name: property, tell, widens }): AnnexChange[] => {
      const [left, right] = [tell(old), tell(now)];
      if (same(left, right)) return [];
      const wider = widens?.(old, now) ?? false;
      return [{ ...of, kind: 'CHANGED', subject: subject(now), property, before: left, after: right, widens: wider }];
    });
  });
}

const some = <Thing>(thing: Thing | null): Thing[] => (thing === null ? [] : [thing]);

/** What is different between two versions of the annexes, in their order; empty where they say the same. */
export function difference(before: AnnexFacts, after: AnnexFacts): AnnexChange[] {
  const rolesOf = ({ roleNames }: AnnexFacts): (readonly [string, string])[] => Object.entries(roleNames);
  // A role that is named for the first time, or no more, shows with the field whose reader it is.
  const named = differences(roles, rolesOf(before), rolesOf(after)).filter(({ kind }) => kind === 'CHANGED');
  const changes = [
    ...differences(agreement, some(before.agreement), some(after.agreement)),
    ...differences(party('CONTROLLER'), [before.controller], [after.controller]),
    ...differences(party('PROCESSOR'), some(before.processor), some(after.processor)),
    ...differences(registersInUse, before.registers, after.registers),
    ...differences(fields, before.fields, after.fields),
    ...differences(columns, before.elements, after.elements),
    ...named,
    ...differences(measures, before.measures, after.measures),
    ...differences(authorisation, some(before.agreement), some(after.agreement)).filter(
      ({ kind }) => kind === 'CHANGED',
    ),
    ...differences(subProcessors, before.subProcessors, after.subProcessors),
  ];
  // The tenant's own roles are told by the names that they had, because a matrix that is adopted later has others.
  const names = { ...before.roleNames, ...after.roleNames };
  const told = (tokens: readonly Token[]): Token[] =>
    tokens.map((token) => {
      const name = token.code === 'role' ? names[token.value] : undefined;
      return name === undefined ? token : { code: 'text', value: name };
    });
  return changes.map((change) => ({ ...change, before: told(change.before), after: told(change.after) }));
}
