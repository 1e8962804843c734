import { type MatrixDocument, type MatrixRole, matrixTemplates } from '../../access/index.js';
import type { DemoMatrix } from './demo.types.js';

const { OPTIMUS: template, STANDARD: standard } = matrixTemplates;

/** The portal’s own two roles, beside those of the template: in the functions whose work they are. */
const own: Readonly<
  Record<string, Pick<MatrixRole, 'name' | 'description'> & { readonly functions: readonly string[] }>
> = {
  teacher: {
    name: 'Leerkracht in het leerlingportaal',
    description: 'Ziet de leerlingen van de groepen die de leerkracht begeleidt, en hun ouders.',
    functions: ['leerkracht', 'intern_begeleider'],
  },
  unit_administrator: {
    name: 'Schoolbeheerder van het leerlingportaal',
    description: 'Houdt de mensen, groepen en accounts van één school bij.',
    functions: ['schooldirecteur', 'administratief_medewerker'],
  },
};

const content: MatrixDocument = {
  ...template,
  roles: [
    ...template.roles,
    ...standard.roles.flatMap((role) => {
      const named = own[role.key];
      return named ? [{ ...role, name: named.name, description: named.description }] : [];
    }),
  ],
  functions: template.functions.map((job) => ({
    ...job,
    roles: [
      ...job.roles,
      ...Object.entries(own)
        .filter(([, { functions }]) => functions.includes(job.key))
        .map(([role]) => ({ role, kind: 'BASE' as const, condition: null, stage: null })),
    ],
  })),
};

/** The Optimus template, as the foundation adopted it (OP-1). */
export const twaalfmorgenMatrix: DemoMatrix = { title: 'Autorisatiematrix 2025–2026', content };
