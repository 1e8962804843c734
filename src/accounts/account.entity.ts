import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../catalogue/index.js';

/** A login: an identity at the tenant's issuer, linked to one person, or explicitly to none. */
@Entity('account')
@AboutPersons({ property: 'personId', erasure: 'delete' })
export class Account extends TenantRecord {
  @Column('text')
  @NotPersonal('configuration')
  issuer!: string;

  /** The `sub` at the issuer; identity is issuer and subject together. */
  @Column('text')
  @Personal({ category: 'SIGN_IN', purposes: ['SECURITY'], owner: 'SYSTEM', retention: 'WHILE_ACTIVE' })
  subject!: string;

  /** `service`: used by no single person, and never linked to one. */
  @Column('text')
  @NotPersonal('configuration')
  kind!: 'personal' | 'service';

  @Column('uuid', { nullable: true })
  @Personal({
    category: 'SIGN_IN',
    purposes: ['SECURITY'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string | null;

  /** What administrators call the account while it has no person; a service's name. */
  @Column('text')
  @Personal({ category: 'SIGN_IN', purposes: ['ADMINISTRATION'], owner: 'CONTROLLER', retention: 'WHILE_ACTIVE' })
  label!: string;

  @Column('timestamptz', { nullable: true })
  @Personal({ category: 'ACTIVITY', purposes: ['SECURITY'], owner: 'SYSTEM', retention: 'WHILE_ACTIVE' })
  lastVisitAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Personal({ category: 'ACTIVITY', purposes: ['SECURITY'], owner: 'SYSTEM', retention: 'WHILE_ACTIVE' })
  lastSecondFactorAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  closedAt!: Date | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
