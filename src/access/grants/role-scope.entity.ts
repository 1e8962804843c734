import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';

/** A group or a person to whom a role is limited: one that is granted, or one that an exception asks for. */
@Entity('role_scope')
@AboutPersons({ property: 'personId', erasure: 'delete', exported: false })
export class RoleScope extends TenantRecord {
  /** The grant that is limited to it; null while it is an exception's that nobody consented to. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  grantId!: string | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  exceptionId!: string | null;

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
