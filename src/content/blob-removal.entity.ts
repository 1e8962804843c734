import { Column, Entity, PrimaryColumn } from 'typeorm';
import { NotPersonal, TenantRow } from '../catalogue/index.js';

/**
 * A blob that must go: because that was decided, or unless whoever makes it says in time that it stays. The row is there
 * before the blob is, or is written in the transaction that decides, and is taken away when the blob stays or is gone for
 * good: no blob is forgotten whatever is killed when. Names of blobs are made of ids alone.
 */
@Entity('blob_removal')
export class BlobRemoval extends TenantRow {
  @PrimaryColumn('text')
  @NotPersonal('key')
  blobName!: string;

  /** Until when somebody might still write it; until then its name is occupied, so that nobody can. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  keepUntil!: Date | null;

  /** When its content was removed, where its name is occupied. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  removedAt!: Date | null;

  /** The one piece of work that makes or removes the blob just now; nobody else touches it. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  holderId!: string | null;

  /** When that piece of work is over at the latest, also where it was killed. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  heldUntil!: Date | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
