import type { ActionName, DataCategory } from '../../../catalogue/index.js';
import { everybody, schoolLife } from '../../roles.js';
import type { MatrixRole, Right } from '../matrix.model.js';

const right = (action: ActionName, categories: readonly DataCategory[], about: Right['about'] = 'PERSONS'): Right => ({
  action,
  about,
  categories: [...categories],
});

/** Every part of the system for which a school has pupils, parents and staff in it. Where somebody signed in from is no part. */
const everyPart: readonly DataCategory[] = [
  ...schoolLife,
  'IDENTIFIER',
  'FREE_TEXT',
  'FILE',
  'HEALTH',
  'EMPLOYMENT',
  'SIGN_IN',
  'ACTIVITY',
];
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

/** The roles of a foundation of primary schools, with what each opens. */
export const optimusRoles: readonly MatrixRole[] = [
  role(
    'directeur',
    'Directeur',
    'Inzicht (alle leesrechten) binnen alle onderdelen.',
    [right('person.read', everyPart), right('account.read', ['SIGN_IN', 'ACTIVITY']), guardians],
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
    'Alleen toegang tot de eigen groepen.',
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
      right('person.read', everyPart),
      right('person.update', everyPart),
      right('account.read', ['SIGN_IN', 'ACTIVITY']),
      right('comment.write', ['FREE_TEXT']),
      right('upload.create', ['FILE', 'PICTURE']),
      right('upload.delete', ['FILE', 'PICTURE']),
      guardians,
    ],
    {
      scope: 'TENANT',
      risk: 'HIGH',
      seat: 'ADMINISTRATOR',
      isMasterKey: true,
      purpose: 'SECURITY',
      actions: [...everybody, 'account.read', 'person.create', 'group.manage'],
    },
  ),
];
