import { Column, Entity } from 'typeorm';
import { AboutPersons, Expires, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';
import type { ReviewOutcome, ReviewStepKind } from './review.model.js';

const aboutHolder = {
  category: 'SIGN_IN',
  purposes: ['ACCOUNTABILITY'],
  owner: 'CONTROLLER',
  retention: 'WHILE_ACTIVE',
} as const;

/** One step of what was done with an item: who decided what and when, and how it stood before. Never changed. */
@Entity('access_review_step')
@AboutPersons(
  { property: 'personId', erasure: 'clear', clears: ['reason'] },
  { property: 'byPersonId', erasure: 'clear', exported: false },
)
@Expires({ from: 'at', end: 'clear' })
export class AccessReviewStep extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  itemId!: string;

  @Column('uuid', { nullable: true })
  @Personal({ ...aboutHolder, reference: true })
  personId!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  at!: Date;

  @Column('text')
  @NotPersonal('bookkeeping')
  kind!: ReviewStepKind;

  @Column('text')
  @NotPersonal('bookkeeping')
  before!: ReviewOutcome;

  @Column('text', { nullable: true })
  @Personal({ ...aboutHolder, retention: 'P3Y' })
  reason!: string | null;

  @Column('uuid')
  @NotPersonal('key')
  byAccountId!: string;

  @Column('uuid', { nullable: true })
  @Personal({ ...aboutHolder, reference: true })
  byPersonId!: string | null;
}
