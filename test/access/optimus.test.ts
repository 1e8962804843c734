import { expect, test } from '@jest/globals';
import { mistakesInMatrix } from '../../src/access/matrix/matrix.rules.js';
import { optimusMatrix } from '../../src/access/matrix/templates/optimus.js';

/** What the foundation's page says of one function. Roles of the ICT list are stacked; a stage is "alleen leerkracht groep 8". */
interface Said {
  readonly name: string;
  readonly base: readonly string[];
  readonly stacked?: readonly string[];
  readonly stage?: Readonly<Record<string, string>>;
  /** Whether its page has a heading for an optional risk profile beside the standard one. */
  readonly hasOptionalRisk: boolean;
  readonly notes: readonly string[];
}

const ict = [
  'Beheer toetsen en vakken',
  'Beheer digitaal rapport',
  'EDEX bestanden maken',
  'Beheer koppelingen',
  'Pasfoto wijzigen',
];
const ALL_GROUPS = 'Leerkracht, groepsautorisatie uit';
const OWN_GROUPS = 'Leerkracht, groepsautorisatie aan';
const TIME_BOUND =
  'Heb je een extra (stapel)rol nodig? Neem dan contact met ons op. Het toevoegen van (stapel)rollen is tijdsgebonden en moet worden geregistreerd in het autorisatieregister.';
const LET_OP =
  'Let op: Als je de rol Intern Begeleider hebt toegewezen hoef je deze stapelrollen dus niet meer apart in ParnasSys aan te vinken.';

/** The eight functions by hand from the page, so that a word that was lost on the way into the template is missed here. */
const page: readonly Said[] = [
  {
    name: 'Schooldirecteur of onderwijsondersteunende schooldirecteur',
    base: ['Directeur', ALL_GROUPS, 'Kwaliteitszorg', 'Verzuimcoördinator'],
    hasOptionalRisk: true,
    notes: [
      'De rol van directeur geeft je inzicht (je hebt alle leesrechten) binnen alle onderdelen van ParnasSys.',
      'De rol van leerkracht valt niet binnen het formele functieprofiel van de directeur, maar is toegevoegd om de directeur de mogelijkheid te geven na een gesprek met ouders direct verslaglegging aan te brengen.',
      'Heb je een extra (stapel)rol nodig? Neem dan even contact met ons op. Het toevoegen van (stapel)rollen moet worden vastgelegd in het autorisatieregister.',
    ],
  },
  {
    name: 'Administratief medewerker',
    base: [
      'Administratief medewerker',
      'Accountbeheerder',
      'Beheer digitaal rapport',
      'Map (leerlingen/groep)',
      'Inschrijven/OSO/Uitschrijven/ROD',
      'PrivacySchool',
    ],
    stacked: ict,
    hasOptionalRisk: true,
    notes: [
      'De rol ‘Map’ biedt directe toegang tot mogelijk vertrouwelijke verslaglegging. Daarom is deze standaard geen onderdeel van de Administrator rol.',
      'Heb je een extra (stapel)rol nodig? Neem dan contact met ons op. Het toevoegen van (stapel)rollen moet worden geregistreerd in het autorisatieregister.',
      'De rol ‘Applicatie Medewerker‘ is een zogenaamde “loperrol” binnen ParnasSys. Dit betekent dat deze rol toegang biedt tot alle onderdelen van het systeem. Deze rol is alleen noodzakelijk wanneer er een koppeling moet worden gemaakt met een ander softwarepakket. Als je een koppeling wilt laten maken, neem dan contact op met de Privacy- en Security Officer.',
    ],
  },
  {
    name: 'Intern Begeleider',
    base: ['Intern Begeleider', 'Kwaliteitszorg', 'Inschrijven/OSO/Uitschrijven/ROD', 'Verzuimcoördinator'],
    hasOptionalRisk: true,
    notes: [
      'Heb je een extra (stapel)rol nodig? Neem contact met ons op. Het toevoegen van (stapel)rollen is tijdsgebonden en moet worden geregistreerd in het autorisatieregister.',
      'De rol Intern begeleider bevat o.a. al de rechten van deze stapelrollen: In- & uitschrijven OSO, Map (leerlingen/groep), Schoolbreed e-mails versturen, Beheer toetsen en vakken.',
      LET_OP,
    ],
  },
  {
    name: 'Leerkracht, Gymleerkracht (met Optimus contract)',
    base: [ALL_GROUPS, 'In- & uitschrijven OSO'],
    stacked: ict,
    stage: { 'In- & uitschrijven OSO': '8' },
    hasOptionalRisk: true,
    notes: [
      TIME_BOUND,
      'Leerkrachten met ICT-taken in hun pakket mogen de rollen: “Beheer toetsen en vakken”, “Beheer digitaal rapport,” “EDEX-bestanden maken,”, “Beheer koppelingen” en “Pasfoto wijzigen” toegewezen krijgen. Deze rollen sluiten aan bij de specifieke ICT-verantwoordelijkheden binnen hun takenpakket.',
      'De rol Applicatiemedewerker mag niet worden toegewezen.',
    ],
  },
  {
    name: 'Onderwijsondersteuner',
    base: [OWN_GROUPS],
    hasOptionalRisk: true,
    notes: [
      TIME_BOUND,
      'Deze rol bevat o.a. al de rechten van deze stapelrollen: Beheer toetsen en vakken, Map (leerlingen/groep), Absenties inzien en wijzigen.',
      LET_OP,
    ],
  },
  {
    name: 'Onderwijsassistent',
    base: ['Leerkracht beperkt, groepsautorisatie aan', 'Absentie invoerder'],
    hasOptionalRisk: true,
    notes: [
      TIME_BOUND,
      'Deze rol bevat o.a. al de rechten van deze stapelrollen: Beheer toetsen en vakken, Map (leerlingen/(eigen)groep), Absenties inzien en wijzigen.',
      LET_OP,
    ],
  },
  {
    name: 'Conciërge',
    base: ['Absentie invoerder', 'Leerlingkaart'],
    hasOptionalRisk: false,
    notes: ['De toegewezen rol van conciërge is een kleine stapelrol.', TIME_BOUND],
  },
  {
    name: 'Lio-stagiaire',
    base: [OWN_GROUPS],
    hasOptionalRisk: false,
    notes: [
      TIME_BOUND,
      'Deze rol bevat o.a. al de rechten van deze stapelrollen: Beheer toetsen en vakken, Map (leerlingen/eigen groep), Absenties inzien en wijzigen.',
      LET_OP,
    ],
  },
];

const { roles, functions } = optimusMatrix;
const roleNames = new Map(roles.map(({ key, name }) => [key, name]));
const named = (name: string) => {
  const found = roles.find((role) => role.name === name);
  if (!found) throw new Error(`no role ${name}`);
  return found;
};
/** The words alone: the page is not of one mind on quotes, spaces and capitals. */
const words = (text: string): string =>
  text
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(' ') ?? '';

test('the template has the functions of the page and no others, and is a matrix', () => {
  expect(functions.map(({ name }) => name)).toEqual(page.map(({ name }) => name));
  expect(mistakesInMatrix(optimusMatrix)).toEqual([]);
});

test.each(page)('$name has every role, stacked role, risk profile and note of the page', (said) => {
  const job = functions.find(({ name }) => name === said.name);
  const of = (kind: string) => job?.roles.filter((role) => role.kind === kind) ?? [];
  const names = (kind: string) => of(kind).map(({ role }) => words(roleNames.get(role) ?? role));
  expect(names('BASE')).toEqual(said.base.map(words));
  expect(names('STACKABLE')).toEqual((said.stacked ?? []).map(words));
  expect(of('STACKABLE').every(({ condition }) => condition?.includes('ICT-taken'))).toBe(true);
  expect(of('BASE').every(({ condition }) => condition === null)).toBe(true);
  const staged = (job?.roles ?? []).filter(({ stage }) => stage !== null);
  expect(Object.fromEntries(staged.map(({ role, stage }) => [roleNames.get(role), stage]))).toEqual(said.stage ?? {});
  expect(job?.standardRisk).not.toBeNull();
  expect(job?.optionalRisk !== null).toBe(said.hasOptionalRisk);
  expect(job?.guidance.map(words)).toEqual(said.notes.map(words));
});

test('the same role exists with group authorisation on and off', () => {
  const [own, all] = [named(OWN_GROUPS), named(ALL_GROUPS)];
  expect([own.scope, all.scope, named('Leerkracht beperkt, groepsautorisatie aan').scope]).toEqual([
    'SUPERVISED',
    'UNIT',
    'SUPERVISED',
  ]);
  expect(own.rights).toEqual(all.rights);
  expect(own.contains).toEqual(all.contains);
});

test('roles contain what the notes say that they do', () => {
  const contained = (name: string) =>
    named(name)
      .contains.map((key) => words(roleNames.get(key) ?? key))
      .sort();
  expect(contained('Intern Begeleider')).toEqual(
    ['In- & uitschrijven OSO', 'Map (leerlingen/groep)', 'Schoolbreed e-mails versturen', 'Beheer toetsen en vakken']
      .map(words)
      .sort(),
  );
  for (const name of [OWN_GROUPS, 'Leerkracht beperkt, groepsautorisatie aan']) {
    expect(contained(name)).toEqual(
      ['Beheer toetsen en vakken', 'Map (leerlingen/groep)', 'Absenties inzien en wijzigen'].map(words).sort(),
    );
  }
});

test('the head reads every part and changes none; the master key reaches every part, and is in no function', () => {
  const [head, key] = [named('Directeur'), named('Applicatiemedewerker')];
  const parts = (role: typeof head, action: string) =>
    new Set(role.rights.filter((right) => right.action === action).flatMap(({ categories }) => categories));
  const read = new Set(
    roles.flatMap(({ rights }) =>
      rights.filter(({ action }) => action === 'person.read').flatMap(({ categories }) => categories),
    ),
  );
  expect(parts(head, 'person.read')).toEqual(read);
  expect(parts(key, 'person.read')).toEqual(read);
  expect(parts(head, 'person.update')).toEqual(new Set());
  expect(roles.filter(({ isMasterKey }) => isMasterKey)).toEqual([key]);
  expect(functions.some((job) => job.roles.some(({ role }) => role === key.key))).toBe(false);
});
