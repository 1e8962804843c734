import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../../catalogue/index.js';
import type { AnnexCause, AnnexChange } from './annex-change.js';

/**
 * One version of what a tenant's annexes are made of. It is never changed: only that it was acknowledged is added. It names
 * organisations and no contact persons, so that it can be kept for as long as the agreement.
 */
@Entity('annex_version')
@AboutPersons({
  property: 'acknowledgedByPersonId',
  erasure: 'keep',
  ground: 'ground.agreement',
})
export class AnnexVersion extends TenantRecord {
  /** The tenant's first version, its second … */
  @Column('integer')
  @NotPersonal('key')
  number!: number;

  /** SHA-256 of the content, lower-case hexadecimal. */
  @Column('text')
  @NotPersonal('key')
  hash!: string;

  /** Canonical JSON (RFC 8785) of {@link AnnexFacts}. */
  @Column('text')
  @NotPersonal('bookkeeping')
  content!: string;

  /** What is different from the version before; empty for the first. */
  @Column('jsonb')
  @NotPersonal('bookkeeping')
  difference!: readonly AnnexChange[];

  @Column('text', { array: true })
  @NotPersonal('bookkeeping')
  causes!: AnnexCause[];

  @Column('boolean')
  @NotPersonal('bookkeeping')
  widens!: boolean;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  madeAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  acknowledgedAt!: Date | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  acknowledgedByAccountId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({
    category: 'EMPLOYMENT',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'UNTIL_REMOVED',
    reference: true,
  })
  acknowledgedByPersonId!: string | null;
}
