import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Locale } from '../../base/locale.js';
import { NotPersonal } from '../../catalogue/index.js';
import type { NoticeSection } from './notice.model.js';

/**
 * What a controller tells its data subjects (Articles 12–14 GDPR), in one language. Each version stays as it was published;
 * the newest of a language is the one in force. Everything in it is public, so that it can be read without signing in.
 */
@Entity('privacy_notice')
export class PrivacyNotice {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  tenantId!: string;

  @PrimaryColumn('uuid')
  @NotPersonal('key')
  id!: string;

  /** The tenant's, under which the notice is found by those who have not signed in. */
  @Column('text')
  @NotPersonal('public')
  slug!: string;

  @Column('text')
  @NotPersonal('public')
  language!: Locale;

  /** 1 for the first in the language, counted up from there. */
  @Column('integer')
  @NotPersonal('public')
  version!: number;

  /** The controller's legal name when it published this. */
  @Column('text')
  @NotPersonal('public')
  controller!: string;

  @Column('text')
  @NotPersonal('public')
  title!: string;

  /** Paragraphs, headings (`## `) and lists (`- `), as {@link import('./privacy-notice.document.js').noticeBlocks} reads them. */
  @Column('text')
  @NotPersonal('public')
  text!: string;

  /** What stands after the derived parts, written alike; empty for nothing. */
  @Column('text')
  @NotPersonal('public')
  closing!: string;

  /** What was derived from the processing when it was published, in words. */
  @Column('jsonb')
  @NotPersonal('public')
  sections!: NoticeSection[];

  /** Where data subjects reach the controller: an e-mail address or an HTTPS page of a function. */
  @Column('text')
  @NotPersonal('public')
  contact!: string;

  @Column('timestamptz')
  @NotPersonal('public')
  publishedAt!: Date;
}
