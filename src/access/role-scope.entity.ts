import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../catalogue/index.js';

/** A group or a person to whom a granted role is limited. */
@Entity('role_scope')
@AboutPersons({ property: 'personId', erasure: 'delete', exported: false })
export class RoleScope extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  grantId!: string;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  groupId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({
    category: 'SIGN_IN',
    purposes: ['SECURITY'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string | null;
}
