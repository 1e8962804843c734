import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';
import { namedRoles } from '../roles.js';

/** A role held by an account, in the whole tenant or in one unit, for as long as its dates say. */
@Entity('role_grant')
@AboutPersons({ property: 'personId', erasure: 'delete' })
export class RoleGrant extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  accountId!: string;

  /** The person to whom the account was linked when the role was granted. */
  @Column('uuid', { nullable: true })
  @Personal({
    category: 'SIGN_IN',
    purposes: ['SECURITY', 'ACCOUNTABILITY'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string | null;

  @Column('text')
  @Personal({
    category: 'SIGN_IN',
    purposes: ['SECURITY', 'ACCOUNTABILITY'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    codes: namedRoles,
  })
  role!: string;

  @Column('uuid', { nullable: true })
  @NotPersonal('configuration', 'authorisation')
  unitId!: string | null;

  /** The stage whose groups the role reaches. */
  @Column('text', { nullable: true })
  @NotPersonal('configuration', 'authorisation')
  stage!: string | null;

  /** What was stated for a role that asks for a condition (OP-3). */
  @Column('text', { nullable: true })
  @Personal({ category: 'SIGN_IN', purposes: ['ACCOUNTABILITY'], owner: 'CONTROLLER', retention: 'WHILE_ACTIVE' })
  condition!: string | null;

  /** The exception on which it rests; null where it rests on the matrix. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  exceptionId!: string | null;

  /** True with an exception: the key by which the database holds that it was consented to. */
  @Column('boolean', { nullable: true })
  @NotPersonal('key')
  exceptionConsented!: boolean | null;

  /** What the exception was consented on the basis of: the role as it was, and the holder's functions. */
  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  basis!: string | null;

  /** The account that gave it; null where an invitation did, and for what was granted before this was kept. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  grantedByAccountId!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  validFrom!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  validUntil!: Date | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
