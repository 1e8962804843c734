import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../catalogue/index.js';

export const uploadPurposes = ['PICTURE', 'ATTACHMENT', 'FIELD', 'IMPORT', 'AGREEMENT_TEMPLATE'] as const;
export type UploadPurpose = (typeof uploadPurposes)[number];

export const uploadStates = ['STAGED', 'COMPLETE', 'PURGED'] as const;
export type UploadState = (typeof uploadStates)[number];

/** A file: staged by a client, then completed by the API once it has been measured. */
@Entity('upload')
@AboutPersons(
  { property: 'personId', erasure: 'delete' },
  { property: 'uploaderPersonId', erasure: 'clear', exported: false },
)
export class Upload extends TenantRecord {
  /** Whom the file is about; nobody in particular where it is imported. */
  @Column('uuid', { nullable: true })
  @Personal({
    category: 'FILE',
    purposes: ['ADMINISTRATION'],
    owner: 'CONTROLLER',
    retention: 'UNTIL_REMOVED',
    reference: true,
  })
  personId!: string | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  uploaderAccountId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({
    category: 'FILE',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'UNTIL_REMOVED',
    reference: true,
  })
  uploaderPersonId!: string | null;

  /** The comment to which the file is attached. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  commentId!: string | null;

  @Column('text')
  @NotPersonal('bookkeeping')
  purpose!: UploadPurpose;

  @Column('text')
  @Personal({ category: 'FILE', purposes: ['ADMINISTRATION'], owner: 'CONTROLLER', retention: 'UNTIL_REMOVED' })
  fileName!: string;

  /** The media type that the client declared, and the one that the content was found to be. */
  @Column('text')
  @NotPersonal('bookkeeping')
  declaredType!: string;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  detectedType!: string | null;

  @Column('bigint')
  @NotPersonal('bookkeeping')
  declaredBytes!: string;

  @Column('bigint', { nullable: true })
  @NotPersonal('bookkeeping')
  measuredBytes!: string | null;

  /** Of the content, in hexadecimal. */
  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  sha256!: string | null;

  @Column('text')
  @NotPersonal('bookkeeping')
  state!: UploadState;

  /** Null once it was purged. */
  @Column('text', { nullable: true })
  @Personal({
    category: 'FILE',
    purposes: ['ADMINISTRATION'],
    owner: 'CONTROLLER',
    retention: 'UNTIL_REMOVED',
    blob: true,
  })
  blobName!: string | null;

  /** When it is swept away unless it has found its use by then; null once it has. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  expiresAt!: Date | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  completedAt!: Date | null;
}
