import { Column, Entity, PrimaryColumn } from 'typeorm';
import { NotPersonal, TenantRow } from '../catalogue/index.js';

/** How many rows of a kind an import made, changed, left as they were, and ended. */
export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly ended: number;
}

/** What an import found and did. */
@Entity('import_report')
export class ImportReport extends TenantRow {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  operationId!: string;

  /** The name of the source system, which every imported value is marked with. */
  @Column('text')
  @NotPersonal('bookkeeping')
  source!: string;

  /** The version of OneRoster. */
  @Column('text')
  @NotPersonal('bookkeeping')
  format!: string;

  @Column('boolean')
  @NotPersonal('bookkeeping')
  applied!: boolean;

  /** Counts by kind of record: units, people, affiliations, guardianships, groups, memberships. */
  @Column('jsonb')
  @NotPersonal('bookkeeping')
  counts!: Record<string, ImportCounts>;

  @Column('integer')
  @NotPersonal('bookkeeping')
  errors!: number;

  @Column('integer')
  @NotPersonal('bookkeeping')
  warnings!: number;

  /** Remarks on whole files, such as columns that are not read: names out of the file's header. */
  @Column('jsonb')
  @NotPersonal('bookkeeping')
  notes!: { file: string; code: string; names: string[] }[];

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
