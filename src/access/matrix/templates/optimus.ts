import type { ActionName, DataCategory } from '../../../catalogue/index.js';
import { everybody, schoolLife } from '../../roles.js';
import type { FunctionRole, JobFunction, MatrixDocument, MatrixRole, Right, RiskClass } from '../matrix.model.js';

const right = (action: ActionName, categories: readonly DataCategory[], about: Right['about'] = 'PERSONS'): Right => ({
  action,
  about,
  categories: [...categories],
});

const card: readonly DataCategory[] = ['NAME', 'BIRTH', 'PICTURE', 'AFFILIATION', 'MEMBERSHIP'];
const guardians = right('person.read', ['NAME', 'CONTACT', 'RELATION'], 'GUARDIANS');

/** A stackable role, of low risk where nothing else is said, and in the whole school. */
function role(
  key: string,
  name: string,
  description: string,
  rights: Right[],
  more: Partial<MatrixRole> = {},
): MatrixRole {
  return {
    key,
    name,
    description,
    scope: 'UNIT',
    module: null,
    purpose: 'EDUCATION',
    risk: 'LOW',
    seat: null,
    isMasterKey: false,
    needsCourse: false,
    readsEveryField: false,
    contains: [],
    actions: [...everybody],
    rights,
    ...more,
  };
}

const teaching = [
  right('person.read', [...schoolLife, 'FREE_TEXT', 'FILE']),
  right('comment.write', ['FREE_TEXT']),
  right('upload.create', ['FILE']),
  guardians,
];
const ofTeaching = ['beheer_toetsen_en_vakken', 'map', 'absenties_inzien_en_wijzigen'];

const roles: readonly MatrixRole[] = [
  role(
    'directeur',
    'Directeur',
    'Inzicht (alle leesrechten) binnen alle onderdelen.',
    [
      right('person.read', [...schoolLife, 'IDENTIFIER', 'FREE_TEXT', 'FILE', 'EMPLOYMENT', 'SIGN_IN']),
      right('account.read', ['SIGN_IN']),
      guardians,
    ],
    { risk: 'HIGH', seat: 'OBSERVER', purpose: 'ADMINISTRATION', actions: [...everybody, 'account.read'] },
  ),
  role('leerkracht', 'Leerkracht, groepsautorisatie aan', 'Alleen toegang tot de eigen groep(en).', teaching, {
    scope: 'SUPERVISED',
    contains: ofTeaching,
  }),
  role(
    'leerkracht_alle_groepen',
    'Leerkracht, groepsautorisatie uit',
    'Toegang tot alle groepen van de school.',
    teaching,
    {
      risk: 'MEDIUM',
      contains: ofTeaching,
    },
  ),
  role(
    'leerkracht_beperkt',
    'Leerkracht beperkt, groepsautorisatie aan',
    'Alleen toegang tot de eigen groepen, zonder verslaglegging.',
    [right('person.read', schoolLife), guardians],
    { scope: 'SUPERVISED', contains: ofTeaching },
  ),
  role('kwaliteitszorg', 'Kwaliteitszorg', 'Resultaten van de hele school.', [
    right('person.read', ['NAME', 'MEMBERSHIP', 'EDUCATION']),
  ]),
  role('verzuimcoordinator', 'Verzuimcoördinator', 'Verzuim van alle leerlingen volgen en vastleggen.', [
    right('person.read', [...card, 'CONTACT', 'RELATION', 'FREE_TEXT']),
    right('comment.write', ['FREE_TEXT']),
    guardians,
  ]),
  role(
    'administratief_medewerker',
    'Administratief medewerker',
    'Gegevens van leerlingen en ouders bijhouden.',
    [
      right('person.read', [...schoolLife, 'IDENTIFIER']),
      right('person.update', [...schoolLife, 'IDENTIFIER']),
      guardians,
    ],
    { risk: 'MEDIUM', purpose: 'ADMINISTRATION', actions: [...everybody, 'person.create', 'group.manage'] },
  ),
  role(
    'accountbeheerder',
    'Accountbeheerder',
    'Accounts van de school beheren.',
    [right('person.read', ['NAME', 'CONTACT', 'SIGN_IN']), right('account.read', ['SIGN_IN', 'ACTIVITY'])],
    {
      risk: 'HIGH',
      seat: 'ADMINISTRATOR',
      purpose: 'SECURITY',
      actions: [...everybody, 'account.read', 'invitation.manage'],
    },
  ),
  role('beheer_digitaal_rapport', 'Beheer digitaal rapport', 'Het digitale rapport inrichten.', [
    right('person.read', ['NAME', 'MEMBERSHIP', 'EDUCATION']),
  ]),
  role(
    'map',
    'Map (leerlingen/groep)',
    'Directe toegang tot mogelijk vertrouwelijke verslaglegging.',
    [right('person.read', ['NAME', 'MEMBERSHIP', 'FREE_TEXT', 'FILE'])],
    { risk: 'MEDIUM' },
  ),
  role(
    'inschrijven_uitschrijven_rod',
    'Inschrijven/OSO/Uitschrijven/ROD',
    'Leerlingen in- en uitschrijven en uitwisselen met andere scholen en het register.',
    [
      right('person.read', [...card, 'CONTACT', 'IDENTIFIER', 'RELATION', 'EDUCATION']),
      right('person.update', [...card, 'CONTACT', 'IDENTIFIER']),
    ],
    { risk: 'MEDIUM', purpose: 'ADMINISTRATION', actions: [...everybody, 'person.create'] },
  ),
  role(
    'in_en_uitschrijven_oso',
    'In- & uitschrijven OSO',
    'Overstapdossiers klaarzetten en ontvangen.',
    [right('person.read', [...card, 'IDENTIFIER', 'EDUCATION'])],
    {
      purpose: 'ADMINISTRATION',
    },
  ),
  role(
    'privacyschool',
    'PrivacySchool',
    'Toestemmingen van ouders bijhouden.',
    [right('person.read', ['NAME', 'PREFERENCE', 'RELATION']), right('person.update', ['PREFERENCE']), guardians],
    {
      purpose: 'ADMINISTRATION',
    },
  ),
  role('beheer_toetsen_en_vakken', 'Beheer toetsen en vakken', 'Toetsen en vakken inrichten.', [
    right('person.read', ['NAME', 'MEMBERSHIP', 'EDUCATION']),
  ]),
  role(
    'edex_bestanden_maken',
    'EDEX-bestanden maken',
    'Bestanden voor leermiddelen maken.',
    [right('person.read', card)],
    { risk: 'MEDIUM', purpose: 'ADMINISTRATION' },
  ),
  role(
    'beheer_koppelingen',
    'Beheer koppelingen',
    'Koppelingen met andere software beheren.',
    [right('person.read', ['NAME', 'MEMBERSHIP', 'SIGN_IN'])],
    {
      risk: 'MEDIUM',
      purpose: 'SECURITY',
    },
  ),
  role('pasfoto_wijzigen', 'Pasfoto wijzigen', 'Pasfoto’s vervangen.', [
    right('person.read', ['NAME', 'MEMBERSHIP', 'PICTURE']),
    right('person.update', ['PICTURE']),
    right('upload.create', ['PICTURE']),
  ]),
  role(
    'schoolbreed_emailen',
    'Schoolbreed e-mails versturen',
    'Ouders van de hele school bereiken.',
    [right('person.read', ['NAME', 'RELATION']), guardians],
    {
      purpose: 'COMMUNICATION',
    },
  ),
  role(
    'intern_begeleider',
    'Intern Begeleider',
    'Zorg en begeleiding van alle leerlingen van de school.',
    [
      right('person.read', [...schoolLife, 'IDENTIFIER', 'FREE_TEXT', 'FILE', 'HEALTH']),
      right('comment.write', ['FREE_TEXT']),
      right('upload.create', ['FILE']),
      guardians,
    ],
    { risk: 'HIGH', contains: ['in_en_uitschrijven_oso', 'map', 'schoolbreed_emailen', 'beheer_toetsen_en_vakken'] },
  ),
  role('absentie_invoerder', 'Absentie invoerder', 'Absenties invoeren.', [
    right('person.read', ['NAME', 'MEMBERSHIP']),
    right('comment.write', ['FREE_TEXT']),
  ]),
  role('absenties_inzien_en_wijzigen', 'Absenties inzien en wijzigen', 'Absenties inzien en wijzigen.', [
    right('person.read', ['NAME', 'MEMBERSHIP', 'FREE_TEXT']),
    right('comment.write', ['FREE_TEXT']),
  ]),
  role('leerlingkaart', 'Leerlingkaart', 'De kaart van een leerling inzien.', [
    right('person.read', [...card, 'CONTACT', 'RELATION']),
    guardians,
  ]),
  role(
    'applicatiemedewerker',
    'Applicatiemedewerker',
    'Loperrol: toegang tot alle onderdelen. Alleen voor een koppeling met een ander softwarepakket, via de Privacy- en Security Officer.',
    [
      right('person.read', [...schoolLife, 'IDENTIFIER', 'FREE_TEXT', 'FILE', 'SIGN_IN']),
      right('person.update', schoolLife),
      guardians,
    ],
    { scope: 'TENANT', risk: 'HIGH', seat: 'ADMINISTRATOR', isMasterKey: true, purpose: 'SECURITY' },
  ),
];

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

const askFirst =
  'Heb je een extra (stapel)rol nodig? Neem dan contact met ons op. Het toevoegen van (stapel)rollen is tijdsgebonden en moet worden geregistreerd in het autorisatieregister.';
const askRegister =
  'Heb je een extra (stapel)rol nodig? Neem dan even contact met ons op. Het toevoegen van (stapel)rollen moet worden vastgelegd in het autorisatieregister.';
const teachingContains =
  'Deze rol bevat o.a. al de rechten van deze stapelrollen: Beheer toetsen en vakken, Map (leerlingen/groep), Absenties inzien en wijzigen.';

const job = (
  key: string,
  name: string,
  held: readonly FunctionRole[],
  guidance: readonly string[],
  [standardRisk, optionalRisk]: readonly [RiskClass, RiskClass | null],
): JobFunction => ({ key, name, roles: [...held], guidance: [...guidance], standardRisk, optionalRisk });

/** The authorisation matrix of a foundation of primary schools (OP-1): its eight functions, in its own words. */
export const optimusMatrix: MatrixDocument = {
  roles: [...roles],
  functions: [
    job(
      'schooldirecteur',
      'Schooldirecteur of onderwijsondersteunende schooldirecteur',
      [base('directeur'), base('leerkracht_alle_groepen'), base('kwaliteitszorg'), base('verzuimcoordinator')],
      [
        'De rol van directeur geeft je inzicht (je hebt alle leesrechten) binnen alle onderdelen van ParnasSys.',
        'De rol van leerkracht valt niet binnen het formele functieprofiel van de directeur, maar is toegevoegd om de directeur de mogelijkheid te geven na een gesprek met ouders direct verslaglegging aan te brengen.',
        askRegister,
      ],
      ['HIGH', null],
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
        ...ictRoles.filter((key) => key !== 'beheer_digitaal_rapport').map(withIctTasks),
      ],
      [
        'De rol ‘Map’ biedt directe toegang tot mogelijk vertrouwelijke verslaglegging. Daarom is deze standaard geen onderdeel van de Administrator rol.',
        askRegister,
        'De rol ‘Applicatie Medewerker’ is een zogenaamde “loperrol”. Deze rol is alleen noodzakelijk wanneer er een koppeling moet worden gemaakt met een ander softwarepakket. Neem dan contact op met de Privacy- en Security Officer.',
      ],
      ['MEDIUM', 'HIGH'],
    ),
    job(
      'intern_begeleider',
      'Intern Begeleider',
      ['intern_begeleider', 'kwaliteitszorg', 'inschrijven_uitschrijven_rod', 'verzuimcoordinator'].map((key) =>
        base(key),
      ),
      [
        askFirst,
        'De rol Intern begeleider bevat o.a. al de rechten van deze stapelrollen: In- & uitschrijven OSO, Map (leerlingen/groep), Schoolbreed e-mails versturen, Beheer toetsen en vakken.',
      ],
      ['HIGH', null],
    ),
    job(
      'leerkracht',
      'Leerkracht, Gymleerkracht (met Optimus contract)',
      [base('leerkracht_alle_groepen'), base('in_en_uitschrijven_oso', '8'), ...ictRoles.map(withIctTasks)],
      [
        askFirst,
        'Leerkrachten met ICT-taken in hun pakket mogen de rollen “Beheer toetsen en vakken”, “Beheer digitaal rapport”, “EDEX-bestanden maken”, “Beheer koppelingen” en “Pasfoto wijzigen” toegewezen krijgen. Deze rollen sluiten aan bij de specifieke ICT-verantwoordelijkheden binnen hun takenpakket.',
        'De rol Applicatiemedewerker mag niet worden toegewezen.',
      ],
      ['MEDIUM', 'HIGH'],
    ),
    job(
      'onderwijsondersteuner',
      'Onderwijsondersteuner',
      [base('leerkracht')],
      [askFirst, teachingContains],
      ['LOW', null],
    ),
    job(
      'onderwijsassistent',
      'Onderwijsassistent',
      [base('leerkracht_beperkt'), base('absentie_invoerder')],
      [askFirst, teachingContains],
      ['LOW', null],
    ),
    job(
      'concierge',
      'Conciërge',
      [base('absentie_invoerder'), base('leerlingkaart')],
      ['De toegewezen rol van conciërge is een kleine stapelrol.', askFirst],
      ['LOW', null],
    ),
    job('lio_stagiaire', 'Lio-stagiaire', [base('leerkracht')], [askFirst, teachingContains], ['LOW', null]),
  ],
};
