import { Column, Entity, PrimaryColumn } from 'typeorm';
import { NotPersonal, TenantRow } from '../../catalogue/index.js';

/** The file of a run. It is a copy: removed when its time is over, or when somebody is erased who is in it. */
@Entity('transfer_file')
export class TransferFile extends TenantRow {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  runId!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  blobName!: string;

  @Column('bigint')
  @NotPersonal('bookkeeping')
  size!: string;

  /** Hexadecimal. */
  @Column('text')
  @NotPersonal('bookkeeping')
  sha256!: string;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  expiresAt!: Date;
}
