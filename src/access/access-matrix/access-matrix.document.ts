import type { Block, Document } from '../../base/documents/index.js';
import { formatDate, type Locale } from '../../base/locale.js';
import type { MessageParameters } from '../../base/messages.js';
import { categoryNames } from '../../catalogue/index.js';
import { everybody } from '../roles.js';
import type {
  AccessMatrix,
  AccessMatrixFunction,
  AccessMatrixRole,
  AccessSubject,
  AccountAccess,
  AssignedAccess,
  OpenedData,
} from './access-matrix.types.js';

/** The words of the document's language. */
export interface MatrixWords {
  readonly locale: Locale;
  readonly text: (key: string, parameters?: MessageParameters) => string;
}

/** Whose document it is, and when it was drawn up. */
export interface Issue {
  readonly controller: string;
  readonly now: Date;
}

const NOTHING = '–';

/** The access matrix for people: each job function with its roles, then each role with what it opens. */
export function renderMatrix(matrix: AccessMatrix, { controller, now }: Issue, words: MatrixWords): Document {
  const { text, locale } = words;
  const state = matrix.state ? text(`accessMatrix.state.${matrix.state}`) : null;
  const version =
    matrix.number === null
      ? matrix.title
      : text('accessMatrix.version', { number: matrix.number, title: matrix.title });
  return {
    title: text('accessMatrix.title'),
    subtitle: [controller, version, ...(state ? [state] : [])].join(' · '),
    language: locale,
    date: now,
    author: controller,
    reference: text('accessMatrix.reference', { controller, date: formatDate(now, locale) }),
    blocks: [
      ...(matrix.functions.length > 0 ? functionBlocks(matrix.functions, words) : []),
      { kind: 'heading', level: 1, text: text('accessMatrix.roles') },
      ...matrix.roles.flatMap((role) => roleBlocks(role, words)),
    ],
  };
}

/** What an account has, for people: each role that is assigned to it with what it opens. */
export function renderAccount(
  account: AccountAccess,
  name: string,
  { controller, now }: Issue,
  words: MatrixWords,
): Document {
  const { text, locale } = words;
  return {
    title: text('accessMatrix.ofPerson', { name }),
    subtitle: controller,
    language: locale,
    date: now,
    author: controller,
    reference: text('accessMatrix.reference', { controller, date: formatDate(now, locale) }),
    blocks: [
      {
        kind: 'definitions',
        items: [{ term: text('accessMatrix.functions'), details: [account.functions.join(', ') || NOTHING] }],
      },
      { kind: 'heading', level: 1, text: text('accessMatrix.assigned') },
      ...account.roles.flatMap((assigned) => assignedBlocks(assigned, words)),
    ],
  };
}

function functionBlocks(functions: readonly AccessMatrixFunction[], words: MatrixWords): Block[] {
  const { text } = words;
  const risk = (value: string | null): string => (value ? text(`accessMatrix.risk.${value}`) : NOTHING);
  const overview: Block[] = [
    { kind: 'heading', level: 1, text: text('accessMatrix.functions') },
    {
      kind: 'table',
      columns: [
        { label: text('accessMatrix.function'), weight: 3 },
        { label: text('accessMatrix.standardRisk') },
        { label: text('accessMatrix.optionalRisk') },
      ],
      rows: functions.map(({ name, standardRisk, optionalRisk }) => [name, risk(standardRisk), risk(optionalRisk)]),
    },
  ];
  return [
    ...overview,
    ...functions.flatMap(({ name, guidance, roles }): Block[] => [
      { kind: 'heading', level: 2, text: name },
      {
        kind: 'table',
        columns: [
          { label: text('accessMatrix.role'), weight: 2 },
          { label: text('accessMatrix.belongs'), weight: 2 },
          { label: text('accessMatrix.scope'), weight: 1.5 },
          { label: text('accessMatrix.risk') },
        ],
        rows: roles.map(({ kind, condition, stage, role }) => [
          role.name,
          belonging(kind, condition, stage, words),
          scopeText(role, words),
          risk(role.risk),
        ]),
      },
      ...(guidance.length > 0 ? [{ kind: 'list', items: guidance } as const] : []),
    ]),
  ];
}

function belonging(kind: string, condition: string | null, stage: string | null, { text }: MatrixWords): string {
  return [
    text(`accessMatrix.kind.${kind}`),
    ...(condition ? [condition] : []),
    ...(stage ? [text('accessMatrix.stage', { stage })] : []),
  ].join('\n');
}

function scopeText({ scope, module }: AccessMatrixRole, { text }: MatrixWords): string {
  if (scope === null) return text('accessMatrix.scope.TIES');
  return scope === 'MODULE' && module ? text(`accessMatrix.module.${module}`) : text(`accessMatrix.scope.${scope}`);
}

function roleBlocks(role: AccessMatrixRole, words: MatrixWords): Block[] {
  const { text } = words;
  const { name, description, risk, seats, isMasterKey, courses, containedNames } = role;
  const items = [
    { term: text('accessMatrix.scope'), details: [scopeText(role, words)] },
    ...(risk ? [{ term: text('accessMatrix.risk'), details: [text(`accessMatrix.risk.${risk}`)] }] : []),
    ...(seats.length > 0
      ? [{ term: text('accessMatrix.seat'), details: seats.map((seat) => text(`accessMatrix.seat.${seat}`)) }]
      : []),
    ...(isMasterKey ? [{ term: text('accessMatrix.masterKey'), details: [text('accessMatrix.exceptionOnly')] }] : []),
    ...(courses.length > 0 ? [{ term: text('accessMatrix.courses'), details: courses }] : []),
    ...(containedNames.length > 0
      ? [{ term: text('accessMatrix.contains'), details: [containedNames.join(', ')] }]
      : []),
  ];
  return [
    { kind: 'heading', level: 2, text: name },
    ...(description ? [{ kind: 'paragraph', text: description } as const] : []),
    { kind: 'definitions', items },
    ...openingBlocks(role, words),
  ];
}

function assignedBlocks(assigned: AssignedAccess, words: MatrixWords): Block[] {
  const { text, locale } = words;
  const { role, name, places, stage, namedCount, condition, validUntil, effect } = assigned;
  const limits = [
    ...places,
    ...(stage ? [text('accessMatrix.stage', { stage })] : []),
    ...(namedCount > 0 ? [text('accessMatrix.named', { count: namedCount })] : []),
  ];
  const items = [
    { term: text('accessMatrix.effect'), details: [effect.message] },
    ...(role ? [{ term: text('accessMatrix.scope'), details: [[scopeText(role, words), ...limits].join(': ')] }] : []),
    ...(condition ? [{ term: text('accessMatrix.condition'), details: [condition] }] : []),
    ...(validUntil ? [{ term: text('accessMatrix.until'), details: [formatDate(validUntil, locale)] }] : []),
  ];
  return [
    { kind: 'heading', level: 2, text: name },
    ...(role?.description ? [{ kind: 'paragraph', text: role.description } as const] : []),
    { kind: 'definitions', items },
    ...(role ? openingBlocks(role, words) : []),
  ];
}

/** The rights of a role, and the personal data behind them, category by category. */
function openingBlocks({ rights, personalData, actions }: AccessMatrixRole, words: MatrixWords): Block[] {
  const { text } = words;
  const about = (subject: AccessSubject): string => text(`accessMatrix.about.${subject}`);
  const rightsTable: Block = {
    kind: 'table',
    caption: text('accessMatrix.rights'),
    columns: [
      { label: text('accessMatrix.right'), weight: 2 },
      { label: text('accessMatrix.about'), weight: 1.7 },
      { label: text('accessMatrix.categories'), weight: 3 },
    ],
    rows: [...Map.groupBy(rights, (right) => `${right.about} ${right.categories.join()}`).values()].flatMap((alike) => {
      const [first] = alike;
      if (!first) return [];
      const isAll = first.categories.length === categoryNames.length;
      const categories = isAll ? text('accessMatrix.allCategories') : first.categoryLabels.join(', ');
      return [[alike.map(({ actionLabel }) => actionLabel).join('\n'), about(first.about), categories]];
    }),
  };
  const dataTable: Block = {
    kind: 'table',
    caption: text('accessMatrix.data'),
    columns: [
      { label: text('accessMatrix.category'), weight: 1.7 },
      { label: text('accessMatrix.about'), weight: 1.7 },
      { label: text('accessMatrix.dataNames'), weight: 3.3 },
    ],
    rows: dataRows(personalData).map(({ category, subjects, labels }) => [
      category,
      subjects.map(about).join('\n'),
      labels.join(', '),
    ]),
  };
  const beside = actions.filter(({ action }) => !(everybody as readonly string[]).includes(action));
  return [
    ...(rights.length > 0 ? [rightsTable] : []),
    ...(personalData.length > 0 ? [dataTable] : []),
    ...(beside.length > 0
      ? [
          {
            kind: 'paragraph',
            text: text('accessMatrix.beside', { actions: beside.map(({ actionLabel }) => actionLabel).join(', ') }),
          } as const,
        ]
      : []),
  ];
}

interface DataRow {
  readonly category: string;
  readonly subjects: AccessSubject[];
  readonly labels: readonly string[];
}

/** Data by category; of whom the same is opened stands together. */
function dataRows(data: readonly OpenedData[]): readonly DataRow[] {
  const rows = new Map<string, DataRow>();
  for (const some of Map.groupBy(data, ({ about, category }) => `${about} ${category}`).values()) {
    const [first] = some;
    if (!first) continue;
    const labels = [...new Set(some.map(({ label }) => label))];
    const key = `${first.category} ${labels.join('|')}`;
    const known = rows.get(key);
    if (known) known.subjects.push(first.about);
    else rows.set(key, { category: first.categoryLabel, subjects: [first.about], labels });
  }
  return [...rows.values()].sort((one, other) => one.category.localeCompare(other.category));
}
