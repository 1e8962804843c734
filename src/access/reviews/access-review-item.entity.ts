import { Column, Entity } from 'typeorm';
import { AboutPersons, Expires, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';
import { namedRoles } from '../roles.js';
import type { Evidence, FinalDecision } from './review.model.js';

const aboutHolder = {
  category: 'SIGN_IN',
  purposes: ['SECURITY', 'ACCOUNTABILITY'],
  owner: 'CONTROLLER',
  retention: 'WHILE_ACTIVE',
} as const;

/**
 * A grant that a campaign asks about, with what was laid before the reviewer and what was decided. When its person is
 * erased, the decision stays without saying on whom, so that the numbers of the report stand.
 */
@Entity('access_review_item')
@AboutPersons(
  { property: 'personId', erasure: 'clear', clears: ['evidence', 'reason'] },
  { property: 'reviewerPersonId', erasure: 'clear', exported: false },
  { property: 'decidedByPersonId', erasure: 'clear', exported: false },
)
@Expires({ from: 'dueAt', end: 'clear' })
export class AccessReviewItem extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  reviewId!: string;

  @Column('uuid')
  @NotPersonal('key')
  grantId!: string;

  /** By which grant the account holds the right since the decision; null where it holds none. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  currentGrantId!: string | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  exceptionId!: string | null;

  @Column('uuid')
  @NotPersonal('key')
  accountId!: string;

  @Column('uuid', { nullable: true })
  @Personal({ ...aboutHolder, reference: true })
  personId!: string | null;

  @Column('text')
  @Personal({ ...aboutHolder, codes: namedRoles, codeNames: 'value.role_grant.role' })
  role!: string;

  @Column('uuid', { nullable: true })
  @NotPersonal('configuration', 'authorisation')
  unitId!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  grantedAt!: Date;

  /** Until when the grant held as it was reviewed; null for good. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  heldUntil!: Date | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  grantedByAccountId!: string | null;

  /** As it was when the campaign began; what is so now is read off the account and the person. */
  @Column('jsonb', { nullable: true })
  @Personal({
    category: 'ACTIVITY',
    purposes: ['SECURITY', 'ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'P3Y',
  })
  evidence!: Evidence | null;

  /** Who is to decide; whoever may grant the role where it is nobody. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  reviewerAccountId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({ ...aboutHolder, reference: true })
  reviewerPersonId!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  dueAt!: Date;

  /** From when on it is reminded of; null where it never is. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  remindAt!: Date | null;

  /** From when on the grant has no effect; null once it is decided on, and for who acts for the controller. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  freezesAt!: Date | null;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  decision!: FinalDecision | null;

  @Column('text', { nullable: true })
  @Personal({ ...aboutHolder, retention: 'P3Y' })
  reason!: string | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  decidedAt!: Date | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  decidedByAccountId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({ ...aboutHolder, reference: true })
  decidedByPersonId!: string | null;

  /** When it was kept after it had been frozen. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  restoredAt!: Date | null;
}
