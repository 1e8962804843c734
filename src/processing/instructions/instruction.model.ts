/**
 * Who an entry comes from: the controller's people, the processor's staff, a job, the ledger's introduction, or the parking or
 * release of an earlier entry.
 */
export const instructionSources = ['CONTROLLER', 'PROCESSOR', 'SYSTEM', 'INTRODUCTION', 'PARKING', 'RELEASE'] as const;
export type InstructionSource = (typeof instructionSources)[number];

/**
 * Where an entry stands: given; parked by the processor, confirmed by the controller, kept parked by the processor all the
 * same; withdrawn by the controller, or released by the processor.
 */
export const instructionStates = ['GIVEN', 'PARKED', 'CONFIRMED', 'KEPT', 'WITHDRAWN', 'RELEASED'] as const;
export type InstructionState = (typeof instructionStates)[number];

/** In these the effect of an entry is suspended. */
export const suspendedStates = ['PARKED', 'CONFIRMED', 'KEPT'] as const satisfies readonly InstructionState[];

export const instructionActions = ['SET', 'CHANGED', 'REMOVED'] as const;
export type InstructionAction = (typeof instructionActions)[number];

/** Columns that direct processing with their values, as PostgreSQL's `to_jsonb` writes them. */
export type SettingImage = Readonly<Record<string, unknown>>;

/** What an entry did, with what it needs to be told in words. */
export interface InstructionChange {
  readonly subject: string;
  readonly key: string;
  readonly before: SettingImage | null;
  readonly after: SettingImage | null;
}

export const actionOf = ({ before, after }: InstructionChange): InstructionAction => {
  if (before === null) return 'SET';
  return after === null ? 'REMOVED' : 'CHANGED';
};

/** The columns whose values an entry set, changed or removed. */
export function changedColumns({ before, after }: Pick<InstructionChange, 'before' | 'after'>): readonly string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].filter(
    (name) => before === null || after === null || JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

export interface Setting {
  readonly subject: string;
  readonly key: string;
  /** The entry by which it stands so. */
  readonly number: number;
  readonly values: SettingImage;
}

/** The settings that a ledger gives when its entries are carried out one after the other, from the first on. */
export function replay(entries: readonly (InstructionChange & { readonly number: number })[]): readonly Setting[] {
  const settings = new Map<string, Setting>();
  for (const { number, subject, key, after } of entries) {
    const name = JSON.stringify([subject, key]);
    if (after === null) settings.delete(name);
    else settings.set(name, { subject, key, number, values: after });
  }
  return [...settings.values()];
}
