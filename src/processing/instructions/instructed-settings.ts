/** What the ledger is about, for whoever reads it. */
export const instructionKinds = [
  'SETTINGS',
  'SIGN_IN',
  'FIELD',
  'SECOND_FACTOR',
  'SEAT_CAP',
  'LEAVERS',
  'MATRIX',
  'REVIEW',
  'AGREEMENT',
  'TRANSFER',
  'PERIOD',
  'SUB_PROCESSOR',
  'SCREENING',
  'LOCKBOX',
  'ANNEXES',
] as const;
export type InstructionKind = (typeof instructionKinds)[number];

/**
 * How an instruction of a kind can be parked: `returned`, so that the row has its earlier values again; a new one is `removed`,
 * or is kept and `retired`; the matrix `falls back`, and a new transfer is `paused`.
 */
type Parking = 'returned' | 'removed' | 'retired' | 'falls back' | 'paused';

export interface InstructedSetting {
  readonly kind: InstructionKind;
  /** The type of the API whose id is the key; null where there is none. `Tenant` is the tenant itself. */
  readonly node: string | null;
  /** The columns that say which one it is, in words. */
  readonly name: readonly string[];
  /** What becomes of a new one that is parked, and the columns by which a row of it is found; null where none can be. */
  readonly parking: { readonly created: Parking; readonly key: readonly string[] } | null;
  /** Whether its rows have no id beside the tenant: there is one. */
  readonly isSingle?: true;
  /** Whether its rows say when they were changed last. */
  readonly isDated?: true;
}

/** The settings in the ledger, by the tables that hold them. */
export const instructedSettings: Readonly<Record<string, InstructedSetting>> = {
  tenant: { kind: 'SETTINGS', node: 'Tenant', name: [], parking: { created: 'returned', key: [] } },
  identity_issuer: { kind: 'SIGN_IN', node: null, name: ['audience'], parking: null },
  field_definition: {
    kind: 'FIELD',
    node: 'FieldDefinition',
    name: ['label'],
    parking: { created: 'retired', key: ['id'] },
    isDated: true,
  },
  second_factor_rule: {
    kind: 'SECOND_FACTOR',
    node: null,
    name: ['action'],
    parking: { created: 'removed', key: ['action'] },
    isDated: true,
  },
  seat_cap: {
    kind: 'SEAT_CAP',
    node: null,
    name: ['kind', 'unit_id'],
    parking: { created: 'removed', key: ['kind', 'unit_id'] },
    isDated: true,
  },
  annex_rule: { kind: 'ANNEXES', node: null, name: [], parking: { created: 'removed', key: [] }, isDated: true },
  leaver_rule: { kind: 'LEAVERS', node: null, name: [], parking: { created: 'removed', key: [] }, isDated: true },
  matrix: {
    kind: 'MATRIX',
    node: 'Matrix',
    name: ['title'],
    parking: { created: 'falls back', key: ['id'] },
    isDated: true,
  },
  access_review: { kind: 'REVIEW', node: 'AccessReview', name: ['name'], parking: null },
  agreement: { kind: 'AGREEMENT', node: null, name: ['main_contract_name'], parking: null },
  // Whether the processor's staff are let in is not the processor's to suspend.
  lockbox_rule: { kind: 'LOCKBOX', node: null, name: [], parking: null, isDated: true },
  screening_rule: {
    kind: 'SCREENING',
    node: null,
    name: [],
    parking: { created: 'removed', key: [] },
    isSingle: true,
    isDated: true,
  },
  agreed_period: { kind: 'PERIOD', node: null, name: ['key'], parking: null },
  // The reason of an objection is free text between the two, and not what is instructed.
  sub_processor_objection: {
    kind: 'SUB_PROCESSOR',
    node: 'SubProcessorObjection',
    name: ['change_id'],
    parking: null,
  },
  sub_processor_authorisation: {
    kind: 'SUB_PROCESSOR',
    node: 'SubProcessorChange',
    name: ['change_id'],
    parking: null,
  },
  transfer: { kind: 'TRANSFER', node: 'Transfer', name: ['name'], parking: { created: 'paused', key: ['id'] } },
};

/** The tables of these kinds. */
export const tablesOf = (kinds: readonly InstructionKind[]): string[] =>
  Object.entries(instructedSettings).flatMap(([table, { kind }]) => (kinds.includes(kind) ? [table] : []));
