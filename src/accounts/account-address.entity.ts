import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AboutPersons, Expires, NotPersonal, Personal, TenantRow } from '../catalogue/index.js';

/** For how long an address is kept after it was last used. */
const ADDRESS_RETENTION = 'P90D';

/** An IP address from which an account was used. */
@Entity('account_address')
@AboutPersons({ property: 'personId', erasure: 'delete' })
@Expires({ from: 'lastSeenAt', end: 'delete' })
export class AccountAddress extends TenantRow {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  accountId!: string;

  /** The person to whom the account was linked at the time. */
  @Column('uuid', { nullable: true })
  @Personal({
    category: 'NETWORK_ADDRESS',
    purposes: ['SECURITY'],
    owner: 'SYSTEM',
    retention: ADDRESS_RETENTION,
    reference: true,
  })
  personId!: string | null;

  @PrimaryColumn('inet')
  @Personal({ category: 'NETWORK_ADDRESS', purposes: ['SECURITY'], owner: 'SYSTEM', retention: ADDRESS_RETENTION })
  address!: string;

  @Column('timestamptz')
  @Personal({ category: 'ACTIVITY', purposes: ['SECURITY'], owner: 'SYSTEM', retention: ADDRESS_RETENTION })
  firstSeenAt!: Date;

  @Column('timestamptz')
  @Personal({ category: 'ACTIVITY', purposes: ['SECURITY'], owner: 'SYSTEM', retention: ADDRESS_RETENTION })
  lastSeenAt!: Date;
}
