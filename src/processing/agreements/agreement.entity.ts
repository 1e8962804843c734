import { Column, Entity } from 'typeorm';
import type { Locale } from '../../base/locale.js';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';

export const agreementTemplates = ['STANDARD', 'OWN'] as const;
export type AgreementTemplate = (typeof agreementTemplates)[number];

/** Clause 7.7(a): option 1 is specific, option 2 general written authorisation of sub-processors. */
export const authorisations = ['SPECIFIC', 'GENERAL'] as const;
export type Authorisation = (typeof authorisations)[number];

/** The processor's standard template: the EU clauses of Decision 2021/915 unchanged, in their first edition here. */
export const STANDARD_TEMPLATE_VERSION = '2021/915-1';

/** A tenant's data-processing agreement (Article 28(3) GDPR), recorded as an annex to the main contract. */
@Entity('agreement')
@AboutPersons({
  property: 'contactPersonId',
  erasure: 'clear',
  clears: ['contactName', 'contactPosition', 'contactEmail', 'contactTelephone'],
})
export class Agreement extends TenantRecord {
  /** The tenant's first agreement, its second …; a new one is recorded when the last has ended. */
  @Column('integer')
  @NotPersonal('key')
  number!: number;

  /** The language in which it is signed; in the others it is read. */
  @Column('text')
  @NotPersonal('configuration')
  language!: Locale;

  @Column('text')
  @NotPersonal('configuration')
  template!: AgreementTemplate;

  @Column('text')
  @NotPersonal('configuration')
  templateVersion!: string;

  /** The template of the controller's own on which it is; null for the standard. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  templateId!: string | null;

  @Column('text')
  @NotPersonal('configuration')
  mainContractName!: string;

  @Column('text', { nullable: true })
  @NotPersonal('configuration')
  mainContractNumber!: string | null;

  @Column('date', { nullable: true })
  @NotPersonal('configuration')
  mainContractDate!: string | null;

  /** What the main contract calls this annex. */
  @Column('text')
  @NotPersonal('configuration')
  annexNumber!: string;

  @Column('date')
  @NotPersonal('configuration')
  startsOn!: string;

  /** The last day; null for as long as the main contract runs. */
  @Column('date', { nullable: true })
  @NotPersonal('configuration')
  endsOn!: string | null;

  @Column('text')
  @NotPersonal('configuration')
  authorisation!: Authorisation;

  /** The controller's contact person, where it has a card. */
  @Column('uuid', { nullable: true })
  @Personal({
    category: 'EMPLOYMENT',
    purposes: ['ACCOUNTABILITY'],
    owner: 'CONTROLLER',
    retention: 'UNTIL_REMOVED',
    reference: true,
  })
  contactPersonId!: string | null;

  @Column('text', { nullable: true })
  @Personal({ category: 'NAME', purposes: ['ACCOUNTABILITY'], owner: 'CONTROLLER', retention: 'UNTIL_REMOVED' })
  contactName!: string | null;

  @Column('text', { nullable: true })
  @Personal({ category: 'EMPLOYMENT', purposes: ['ACCOUNTABILITY'], owner: 'CONTROLLER', retention: 'UNTIL_REMOVED' })
  contactPosition!: string | null;

  @Column('text', { nullable: true })
  @Personal({ category: 'CONTACT', purposes: ['COMMUNICATION'], owner: 'CONTROLLER', retention: 'UNTIL_REMOVED' })
  contactEmail!: string | null;

  @Column('text', { nullable: true })
  @Personal({ category: 'CONTACT', purposes: ['COMMUNICATION'], owner: 'CONTROLLER', retention: 'UNTIL_REMOVED' })
  contactTelephone!: string | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  updatedAt!: Date;
}
