import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../catalogue/index.js';

/** An invitation to the portal: whoever signs in at the tenant's issuer with its token gets the person's account. */
@Entity('invitation')
@AboutPersons(
  { property: 'personId', erasure: 'delete' },
  { property: 'invitedByPersonId', erasure: 'clear', exported: false },
)
export class Invitation extends TenantRecord {
  @Column('uuid')
  @Personal({
    category: 'SIGN_IN',
    purposes: ['ADMINISTRATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string;

  /** Where the tenant sends it. */
  @Column('text')
  @Personal({ category: 'CONTACT', purposes: ['COMMUNICATION'], owner: 'CONTROLLER', retention: 'WHILE_ACTIVE' })
  email!: string;

  /** The unit that invites; null for the whole tenant. */
  @Column('uuid', { nullable: true })
  @NotPersonal('configuration', 'authorisation')
  unitId!: string | null;

  /** The role that the account gets, beside that of an end user. */
  @Column('text', { nullable: true })
  @Personal({
    category: 'SIGN_IN',
    purposes: ['SECURITY'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    codes: ['teacher', 'unit_administrator', 'controller'],
    codeNames: 'value.role_grant.role',
  })
  role!: string | null;

  /** SHA-256 of the token, base64url. */
  @Column('text')
  @NotPersonal('key')
  tokenHash!: string;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  invitedByAccountId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({
    category: 'ACTIVITY',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  invitedByPersonId!: string | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  acceptedAccountId!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  acceptedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  revokedAt!: Date | null;
}
