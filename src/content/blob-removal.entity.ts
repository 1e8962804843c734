import { Column, Entity, PrimaryColumn } from 'typeorm';
import { NotPersonal, TenantRow } from '../catalogue/index.js';

/**
 * A blob that must go. The row is written in the transaction that decides so and is taken away when the blob is gone for
 * good, so that no blob is forgotten whatever is killed when. Names of blobs are made of ids alone.
 */
@Entity('blob_removal')
export class BlobRemoval extends TenantRow {
  @PrimaryColumn('text')
  @NotPersonal('key')
  blobName!: string;

  /** Until when an address that was handed out could write the blob anew; it is removed once more after that. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  keepUntil!: Date | null;

  /** When it was removed for the first time, where that is not the last. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  removedAt!: Date | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
