import { Column, Entity, PrimaryColumn } from 'typeorm';
import { NotPersonal, TenantRow } from '../catalogue/index.js';

/**
 * An erased person whom a source system may still send: kept out of later imports by a digest, which tells nothing of the
 * person to who does not already know the source's identifier.
 */
@Entity('import_suppression')
export class ImportSuppression extends TenantRow {
  @PrimaryColumn('text')
  @NotPersonal('bookkeeping')
  source!: string;

  /** SHA-256 of tenant, source and the source's identifier. */
  @PrimaryColumn('bytea')
  @NotPersonal('bookkeeping')
  digest!: Buffer;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
