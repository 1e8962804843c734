import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';
import { namedRoles } from '../roles.js';

const aboutHolder = {
  category: 'SIGN_IN',
  purposes: ['SECURITY', 'ACCOUNTABILITY'],
  owner: 'CONTROLLER',
  retention: 'WHILE_ACTIVE',
} as const;

/**
 * An entry of the authorisation register (OP-7): a role that a person is to have beside the matrix, asked for with a reason
 * and an end, and consented to by somebody else. It is never changed once it was decided.
 */
@Entity('access_exception')
@AboutPersons(
  { property: 'personId', erasure: 'delete' },
  { property: 'requestedByPersonId', erasure: 'clear', exported: false },
  { property: 'decidedByPersonId', erasure: 'clear', exported: false },
)
export class AccessException extends TenantRecord {
  /** The number of the entry in the tenant's register. */
  @Column('integer')
  @NotPersonal('key')
  number!: number;

  /** Null once the account was deleted: the register keeps its entries. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  accountId!: string | null;

  @Column('uuid')
  @Personal({ ...aboutHolder, reference: true })
  personId!: string;

  @Column('text')
  @Personal({ ...aboutHolder, codes: namedRoles, codeNames: 'value.role_grant.role' })
  role!: string;

  @Column('uuid', { nullable: true })
  @NotPersonal('configuration', 'authorisation')
  unitId!: string | null;

  /** The stage whose groups the role is to reach. */
  @Column('text', { nullable: true })
  @NotPersonal('configuration', 'authorisation')
  stage!: string | null;

  @Column('text')
  @Personal(aboutHolder)
  reason!: string;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  endsAt!: Date;

  @Column('uuid')
  @NotPersonal('key')
  requestedByAccountId!: string;

  @Column('uuid', { nullable: true })
  @Personal({ ...aboutHolder, reference: true })
  requestedByPersonId!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  requestedAt!: Date;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  decidedByAccountId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({ ...aboutHolder, reference: true })
  decidedByPersonId!: string | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  decidedAt!: Date | null;

  /** Whether the Privacy Officer consented; null until it is decided. */
  @Column('boolean', { nullable: true })
  @NotPersonal('bookkeeping')
  isConsented!: boolean | null;

  /** When it was ended before its time. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  endedAt!: Date | null;

  /** With whom the Privacy Officer consulted before consenting, and what came of it. */
  @Column('text', { nullable: true })
  @Personal(aboutHolder)
  consultation!: string | null;

  /** What was said with the decision. */
  @Column('text', { nullable: true })
  @Personal(aboutHolder)
  answer!: string | null;
}
