import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRow } from '../../catalogue/index.js';

/** A finished archive of one person or, with no person, of the whole tenant. It is a copy: removed when it expires. */
@Entity('export_archive')
@AboutPersons({ property: 'personId', erasure: 'delete', exported: false })
export class ExportArchive extends TenantRow {
  /** The operation that made it. */
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  operationId!: string;

  @Column('uuid', { nullable: true })
  @Personal({ category: 'ACTIVITY', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P7D', reference: true })
  personId!: string | null;

  @Column('text')
  @NotPersonal('bookkeeping')
  blobName!: string;

  @Column('bigint')
  @NotPersonal('bookkeeping')
  size!: string;

  /** Of the archive as a whole, hexadecimal. */
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
