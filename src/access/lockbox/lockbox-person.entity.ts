import { Column, Entity } from 'typeorm';
import { AboutPersons, Expires, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';
import { LockboxAccess } from './lockbox-access.entity.js';

/** Somebody whom a request of the processor's staff named, or whom the controller let them read. */
@Entity('lockbox_person')
@AboutPersons({ property: 'personId', erasure: 'delete' })
@Expires({ from: 'endsAt', through: { property: 'accessId', entity: () => LockboxAccess }, end: 'delete' })
export class LockboxPerson extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  accessId!: string;

  @Column('uuid')
  @Personal({
    category: 'ACTIVITY',
    purposes: ['SECURITY', 'ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'P2Y',
    reference: true,
  })
  personId!: string;

  /** Whether the request named them. */
  @Column('boolean')
  @NotPersonal('bookkeeping')
  isAsked!: boolean;

  /** Whether they may be read. */
  @Column('boolean')
  @NotPersonal('bookkeeping')
  isGranted!: boolean;
}
