import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';
import type { FindingKind } from './detect/index.js';

/**
 * A value that is no finding anywhere in the tenant, such as the school's own telephone number. It is known by a hash alone,
 * and goes with the person in whose content it was dismissed.
 */
@Entity('dismissed_value')
@AboutPersons(
  { property: 'personId', erasure: 'delete', exported: false },
  { property: 'decidedByPersonId', erasure: 'clear', exported: false },
)
export class DismissedValue extends TenantRecord {
  @Column('uuid')
  @Personal({
    category: 'FREE_TEXT',
    purposes: ['SECURITY'],
    owner: 'SYSTEM',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  kind!: FindingKind;

  @Column('text')
  @NotPersonal('key')
  valueKey!: string;

  @Column('text')
  @Personal({ category: 'FREE_TEXT', purposes: ['ACCOUNTABILITY'], owner: 'CONTROLLER', retention: 'WHILE_ACTIVE' })
  reason!: string;

  @Column('uuid')
  @NotPersonal('key')
  decidedByAccountId!: string;

  @Column('uuid', { nullable: true })
  @Personal({
    category: 'FREE_TEXT',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  decidedByPersonId!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
