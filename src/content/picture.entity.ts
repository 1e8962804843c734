import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRow } from '../catalogue/index.js';
import type { PictureSize } from './blob-names.js';

/** One rendition of a person's picture. The file that it was made of is not kept. */
@Entity('picture')
@AboutPersons({ property: 'personId', erasure: 'delete' })
export class Picture extends TenantRow {
  @PrimaryColumn('uuid')
  @Personal({
    category: 'PICTURE',
    purposes: ['IDENTIFICATION'],
    owner: 'PERSON',
    retention: 'UNTIL_REMOVED',
    reference: true,
  })
  personId!: string;

  @PrimaryColumn('text')
  @NotPersonal('bookkeeping')
  size!: PictureSize;

  /** The upload that it was made of; the same in all sizes, and on the person's card. */
  @Column('uuid')
  @NotPersonal('key')
  uploadId!: string;

  @Column('text')
  @Personal({
    category: 'PICTURE',
    purposes: ['IDENTIFICATION'],
    owner: 'PERSON',
    retention: 'UNTIL_REMOVED',
    blob: true,
  })
  blobName!: string;

  @Column('integer')
  @NotPersonal('bookkeeping')
  bytes!: number;

  @Column('integer')
  @NotPersonal('bookkeeping')
  width!: number;

  @Column('integer')
  @NotPersonal('bookkeeping')
  height!: number;

  /** Of the content, in hexadecimal. */
  @Column('text')
  @NotPersonal('bookkeeping')
  sha256!: string;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
