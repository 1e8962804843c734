import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../catalogue/index.js';

export const membershipRoles = ['MEMBER', 'SUPERVISOR'] as const;
export type MembershipRole = (typeof membershipRoles)[number];

/** A person's part in a group: a member of it, or the one who supervises it. */
@Entity('membership')
@AboutPersons({ property: 'personId', erasure: 'delete' })
export class Membership extends TenantRecord {
  @Column('uuid')
  @Personal({
    category: 'MEMBERSHIP',
    purposes: ['ADMINISTRATION', 'EDUCATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
  })
  groupId!: string;

  @Column('uuid')
  @Personal({
    category: 'MEMBERSHIP',
    purposes: ['ADMINISTRATION', 'EDUCATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string;

  @Column('text')
  @Personal({
    category: 'MEMBERSHIP',
    purposes: ['ADMINISTRATION', 'EDUCATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    codes: membershipRoles,
  })
  role!: MembershipRole;

  /** First and last day of the membership; open where null. */
  @Column('date', { nullable: true })
  @Personal({
    category: 'MEMBERSHIP',
    purposes: ['ADMINISTRATION', 'EDUCATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
  })
  startsOn!: string | null;

  @Column('date', { nullable: true })
  @Personal({
    category: 'MEMBERSHIP',
    purposes: ['ADMINISTRATION', 'EDUCATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
  })
  endsOn!: string | null;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  source!: string | null;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  sourceId!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
