import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';

const own = {
  category: 'ACTIVITY',
  purposes: ['ACCOUNTABILITY'],
  owner: 'SYSTEM',
  retention: 'WHILE_ACTIVE',
} as const;

/** That somebody has read a version of the privacy notice, as they said themselves. */
@Entity('privacy_notice_reading')
@AboutPersons({ property: 'personId', erasure: 'delete' })
export class PrivacyNoticeReading extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  noticeId!: string;

  @Column('uuid')
  @NotPersonal('key')
  accountId!: string;

  @Column('uuid')
  @Personal({ ...own, reference: true })
  personId!: string;

  @Column('timestamptz')
  @Personal(own)
  readAt!: Date;
}
