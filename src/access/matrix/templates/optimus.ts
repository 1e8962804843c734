import type { FunctionRole, JobFunction, MatrixDocument, RiskClass } from '../matrix.model.js';
import { studentTransfer } from '../standard-matrix.js';
import { optimusRoles } from './optimus.roles.js';

const base = (key: string, stage: string | null = null): FunctionRole => ({
  role: key,
  kind: 'BASE',
  condition: null,
  stage,
});
const withIctTasks = (key: string): FunctionRole => ({
  role: key,
  kind: 'STACKABLE',
  condition: 'Heeft ICT-taken in het takenpakket',
  stage: null,
});
const ictRoles = [
  'beheer_toetsen_en_vakken',
  'beheer_digitaal_rapport',
  'edex_bestanden_maken',
  'beheer_koppelingen',
  'pasfoto_wijzigen',
];

const timeBound =
  'Het toevoegen van (stapel)rollen is tijdsgebonden en moet worden geregistreerd in het autorisatieregister.';
const askFirst = `Heb je een extra (stapel)rol nodig? Neem dan contact met ons op. ${timeBound}`;
const alreadyContained =
  '(Let op: Als je de rol Intern Begeleider hebt toegewezen hoef je deze stapelrollen dus niet meer apart in ParnasSys aan te vinken.)';
const teachingContains = (map: string): string =>
  `Deze rol bevat o.a. al de rechten van deze stapelrollen: Beheer toetsen en vakken, Map (${map}), Absenties inzien en wijzigen.`;

const job = (
  key: string,
  name: string,
  held: readonly FunctionRole[],
  guidance: readonly string[],
  [standardRisk, optionalRisk]: readonly [RiskClass, RiskClass | null],
): JobFunction => ({ key, name, roles: [...held], guidance: [...guidance], standardRisk, optionalRisk });

/**
 * The authorisation matrix of a foundation of primary schools (OP-1): its eight functions, in its own words. Which functions
 * have a standard and which an optional risk profile is the foundation's; it shows the classes as pictures, so that these
 * are ours: the highest risk of the function's own roles, and one further with roles stacked upon them.
 */
export const optimusMatrix: MatrixDocument = {
  roles: [
    ...optimusRoles,
    {
      ...studentTransfer,
      name: 'Leerlinggegevens overdragen',
      description: 'Leest de gegevens van alle leerlingen. Komt bij een overdrachtsaccount met een medewerkerskaart.',
    },
  ],
  cardRoles: [
    { register: 'TEACHER', account: 'TRANSFER', role: 'leerkracht' },
    { register: 'STAFF', account: 'TRANSFER', role: studentTransfer.key },
  ],
  functions: [
    job(
      'schooldirecteur',
      'Schooldirecteur of onderwijsondersteunende schooldirecteur',
      [base('directeur'), base('leerkracht_alle_groepen'), base('kwaliteitszorg'), base('verzuimcoordinator')],
      [
        'De rol van directeur geeft je inzicht (je hebt alle leesrechten) binnen alle onderdelen van ParnasSys.',
        'De rol van leerkracht valt niet binnen het formele functieprofiel van de directeur, maar is toegevoegd om de directeur de mogelijkheid te geven na een gesprek met ouders direct verslaglegging aan te brengen.',
        'Heb je een extra (stapel)rol nodig? Neem dan even contact met ons op. Het toevoegen van (stapel)rollen moet worden vastgelegd in het autorisatieregister.',
      ],
      ['HIGH', 'HIGH'],
    ),
    job(
      'administratief_medewerker',
      'Administratief medewerker',
      [
        ...[
          'administratief_medewerker',
          'accountbeheerder',
          'beheer_digitaal_rapport',
          'map',
          'inschrijven_uitschrijven_rod',
          'privacyschool',
        ].map((key) => base(key)),
        ...ictRoles.map(withIctTasks),
      ],
      [
        'De rol ‘Map’ biedt directe toegang tot mogelijk vertrouwelijke verslaglegging. Daarom is deze standaard geen onderdeel van de Administrator rol.',
        'Heb je een extra (stapel)rol nodig? Neem dan contact met ons op. Het toevoegen van (stapel)rollen moet worden geregistreerd in het autorisatieregister.',
        'De rol ‘Applicatie Medewerker’ is een zogenaamde “loperrol” binnen ParnasSys. Dit betekent dat deze rol toegang biedt tot alle onderdelen van het systeem. Deze rol is alleen noodzakelijk wanneer er een koppeling moet worden gemaakt met een ander softwarepakket. Als je een koppeling wilt laten maken, neem dan contact op met de Privacy- en Security Officer.',
      ],
      ['HIGH', 'HIGH'],
    ),
    job(
      'intern_begeleider',
      'Intern Begeleider',
      ['intern_begeleider', 'kwaliteitszorg', 'inschrijven_uitschrijven_rod', 'verzuimcoordinator'].map((key) =>
        base(key),
      ),
      [
        `Heb je een extra (stapel)rol nodig? Neem contact met ons op. ${timeBound}`,
        'De rol Intern begeleider bevat o.a. al de rechten van deze stapelrollen: In- & uitschrijven OSO, Map (leerlingen/groep), Schoolbreed e-mails versturen, Beheer toetsen en vakken.',
        alreadyContained,
      ],
      ['HIGH', 'HIGH'],
    ),
    job(
      'leerkracht',
      'Leerkracht, Gymleerkracht (met Optimus contract)',
      [base('leerkracht_alle_groepen'), base('in_en_uitschrijven_oso', '8'), ...ictRoles.map(withIctTasks)],
      [
        askFirst,
        'Leerkrachten met ICT-taken in hun pakket mogen de rollen: “Beheer toetsen en vakken”, “Beheer digitaal rapport”, “EDEX-bestanden maken”, “Beheer koppelingen” en “Pasfoto wijzigen” toegewezen krijgen. Deze rollen sluiten aan bij de specifieke ICT-verantwoordelijkheden binnen hun takenpakket.',
        'De rol Applicatiemedewerker mag niet worden toegewezen.',
      ],
      ['MEDIUM', 'HIGH'],
    ),
    job(
      'onderwijsondersteuner',
      'Onderwijsondersteuner',
      [base('leerkracht')],
      [askFirst, teachingContains('leerlingen/groep'), alreadyContained],
      ['LOW', 'MEDIUM'],
    ),
    job(
      'onderwijsassistent',
      'Onderwijsassistent',
      [base('leerkracht_beperkt'), base('absentie_invoerder')],
      [askFirst, teachingContains('leerlingen/(eigen)groep'), alreadyContained],
      ['LOW', 'MEDIUM'],
    ),
    job(
      'concierge',
      'Conciërge',
      [base('absentie_invoerder'), base('leerlingkaart')],
      ['De toegewezen rol van conciërge is een kleine stapelrol.', askFirst],
      ['LOW', null],
    ),
    job(
      'lio_stagiaire',
      'Lio-stagiaire',
      [base('leerkracht')],
      [askFirst, teachingContains('leerlingen/eigen groep'), alreadyContained],
      ['LOW', null],
    ),
  ],
};
