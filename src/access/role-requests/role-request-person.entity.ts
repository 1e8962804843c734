import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';

/** Whom a request for a finer role names: who is to have it, or about whom it is. */
export const requestParts = ['USER', 'SCOPE'] as const;
export type RequestPart = (typeof requestParts)[number];

/** Somebody whom a request for a finer role names. */
@Entity('role_request_person')
@AboutPersons({ property: 'personId', erasure: 'delete' })
export class RoleRequestPerson extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  requestId!: string;

  @Column('uuid')
  @Personal({
    category: 'SIGN_IN',
    purposes: ['SECURITY'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  part!: RequestPart;
}
