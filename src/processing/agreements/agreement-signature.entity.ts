import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Locale } from '../../base/locale.js';
import { AboutPersons, Expires, NotPersonal, Personal, TenantRecord, TenantRow } from '../../catalogue/index.js';
import { Agreement } from './agreement.entity.js';

export const sides = ['CONTROLLER', 'PROCESSOR'] as const;
export type Side = (typeof sides)[number];

/**
 * A document that was signed, kept as it was: the annexes as canonical JSON, whose SHA-256 is its name. It names persons of
 * both sides, so that it is in the controller's archive alone; what it says of one of them is in the signature and the
 * {@link AgreementContact}.
 */
@Entity('agreement_document')
@AboutPersons({ property: 'personIds', many: true, erasure: 'keep', ground: 'ground.agreement', exported: false })
@Expires({ from: 'endsOn', through: { property: 'agreementId', entity: () => Agreement }, end: 'delete' })
export class AgreementDocument extends TenantRow {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  agreementId!: string;

  @PrimaryColumn('text')
  @NotPersonal('key')
  hash!: string;

  @Column('text')
  @NotPersonal('configuration', 'evidence')
  language!: Locale;

  @Column('text')
  @Personal({ category: 'CONTACT', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P10Y' })
  content!: string;

  /** The persons with cards whom it names. */
  @Column('uuid', { array: true })
  @Personal({
    category: 'EMPLOYMENT',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'P10Y',
    reference: true,
  })
  personIds!: string[];

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}

/** A party's signature under a document. */
@Entity('agreement_signature')
@AboutPersons({ property: 'personId', erasure: 'keep', ground: 'ground.agreement' })
@Expires({ from: 'endsOn', through: { property: 'agreementId', entity: () => Agreement }, end: 'delete' })
export class AgreementSignature extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  agreementId!: string;

  @Column('text')
  @NotPersonal('key')
  documentHash!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  side!: Side;

  @Column('text')
  @Personal({ category: 'NAME', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P10Y' })
  name!: string;

  @Column('text')
  @Personal({ category: 'EMPLOYMENT', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P10Y' })
  position!: string;

  @Column('timestamptz')
  @Personal({ category: 'ACTIVITY', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P10Y' })
  signedAt!: Date;

  /** The account that signed: of the tenant, or of the operator's own for the processor. */
  @Column('uuid')
  @NotPersonal('key')
  accountId!: string;

  @Column('uuid', { nullable: true })
  @Personal({
    category: 'EMPLOYMENT',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'P10Y',
    reference: true,
  })
  personId!: string | null;
}
