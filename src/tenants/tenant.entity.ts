import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRow } from '../catalogue/index.js';

/** A tenant: the controller of what its portal stores. The operator's own organisation is a row of kind `operator`. */
@Entity('tenant')
export class Tenant extends TenantRow {
  @Column('text')
  @NotPersonal('public')
  slug!: string;

  @Column('text')
  @NotPersonal('key')
  kind!: 'controller' | 'operator';

  @Column('text')
  @NotPersonal('public')
  name!: string;

  @Column('text')
  @NotPersonal('public')
  legalName!: string;

  @Column('text')
  @NotPersonal('public')
  organisationNumber!: string;

  @Column('text')
  @NotPersonal('public')
  address!: string;

  /** ISO 3166-1 alpha-2; telephone numbers without a country code are read as of this country. */
  @Column('text')
  @NotPersonal('configuration')
  country!: string;

  @Column('text')
  @NotPersonal('configuration')
  locale!: string;

  /** The controller's privacy contact, a function address that is published and not a person's. */
  @Column('text')
  @NotPersonal('public')
  privacyContact!: string;

  /** The function address of its data protection officer (Article 37(7) GDPR); null where there is none. */
  @Column('text', { nullable: true })
  @NotPersonal('public')
  dataProtectionOfficer!: string | null;

  /** Its representative in the Union, with how to reach it (Article 27 GDPR); null where it needs none. */
  @Column('text', { nullable: true })
  @NotPersonal('public')
  representative!: string | null;

  @Column('bigint')
  @NotPersonal('configuration')
  storageQuotaBytes!: string;

  /** How long log entries are shown and kept, in days. */
  @Column('integer')
  @NotPersonal('configuration')
  logRetentionDays!: number;

  /** Whether no special categories of personal data are kept (Article 9 GDPR): no field can be of one. */
  @Column('boolean')
  @NotPersonal('configuration')
  specialCategoriesRuledOut!: boolean;

  /** Whether everybody may read its trust page, which holds nobody's personal data. */
  @Column('boolean')
  @NotPersonal('public')
  publishesTrustPage!: boolean;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
