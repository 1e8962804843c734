import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../catalogue/index.js';
import { type Register, registers } from '../people/index.js';

/** A person's login, a service's that nobody uses alone, or one that carries data out for the card it is linked to. */
export const accountKinds = ['personal', 'service', 'transfer'] as const;
export type AccountKind = (typeof accountKinds)[number];

/** A login: an identity at the tenant's issuer, linked to one person, or explicitly to none. */
@Entity('account')
@AboutPersons({ property: 'personId', erasure: 'delete' })
export class Account extends TenantRecord {
  @Column('text')
  @NotPersonal('configuration', 'register')
  issuer!: string;

  /** The `sub` at the issuer; identity is issuer and subject together. */
  @Column('text')
  @Personal({ category: 'SIGN_IN', purposes: ['SECURITY'], owner: 'SYSTEM', retention: 'WHILE_ACTIVE' })
  subject!: string;

  /** `service`: used by no single person, and never linked to one. `transfer`: linked by the controller alone. */
  @Column('text')
  @NotPersonal('configuration', 'register')
  kind!: AccountKind;

  @Column('uuid', { nullable: true })
  @Personal({
    category: 'SIGN_IN',
    purposes: ['SECURITY'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string | null;

  /** In which register the person is to be for the link to hold; null where it holds in any. */
  @Column('text', { nullable: true })
  @Personal({
    category: 'AFFILIATION',
    purposes: ['SECURITY'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    codes: registers,
    codeNames: 'value.person.register',
  })
  cardRegister!: Register | null;

  /** While this unit is not chosen, the account's roles have no effect; null for an account that reaches all of them. */
  @Column('uuid', { nullable: true })
  @Personal({ category: 'SIGN_IN', purposes: ['ADMINISTRATION'], owner: 'CONTROLLER', retention: 'WHILE_ACTIVE' })
  homeUnitId!: string | null;

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

  /** Closed because its person left: it opens by itself when the person is back. */
  @Column('boolean')
  @NotPersonal('bookkeeping')
  closedAsLeaver!: boolean;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
