import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';

/**
 * What must not be erased of a person, and why (Article 17(3) GDPR): one element, one category or, with neither,
 * everything. It is lifted by being removed, and counts no longer after its last day.
 */
@Entity('legal_hold')
@AboutPersons({ property: 'personId', erasure: 'keep', ground: 'ground.hold' })
export class LegalHold extends TenantRecord {
  @Column('uuid')
  @Personal({
    category: 'REQUEST',
    purposes: ['ACCOUNTABILITY'],
    owner: 'CONTROLLER',
    retention: 'UNTIL_REMOVED',
    reference: true,
  })
  personId!: string;

  @Column('text', { nullable: true })
  @NotPersonal('configuration', 'decision')
  category!: string | null;

  /** An element of the catalogue. */
  @Column('text', { nullable: true })
  @NotPersonal('configuration', 'decision')
  element!: string | null;

  /** The law or claim on which it rests, in the controller's words. */
  @Column('text')
  @Personal({ category: 'REQUEST', purposes: ['ACCOUNTABILITY'], owner: 'CONTROLLER', retention: 'UNTIL_REMOVED' })
  ground!: string;

  /** The last day on which it counts; null while that is not known. */
  @Column('date', { nullable: true })
  @NotPersonal('bookkeeping')
  until!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  placedAt!: Date;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  placedByAccountId!: string | null;
}
