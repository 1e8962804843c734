import { Column, Entity } from 'typeorm';
import {
  AboutPersons,
  Expires,
  NotPersonal,
  Personal,
  type PersonalDeclaration,
  TenantRecord,
} from '../../catalogue/index.js';

const kept = (category: PersonalDeclaration['category']): PersonalDeclaration => ({
  category,
  purposes: ['SECURITY', 'ACCOUNTABILITY'],
  owner: 'SYSTEM',
  retention: 'P2Y',
});

/**
 * That staff of the processor asked to read what a tenant holds, and what its controller said. What is read in it stands in
 * the log under the role `lockbox`, with the id of this row as the actor's account. Goes two years after it ended.
 */
@Entity('lockbox_access')
@AboutPersons({ property: 'decidedByPersonId', erasure: 'clear', exported: false })
@Expires({ from: 'endsAt', end: 'delete' })
export class LockboxAccess extends TenantRecord {
  @Column('text')
  @NotPersonal('bookkeeping')
  state!: 'REQUESTED' | 'REFUSED' | 'APPROVED' | 'ENDED';

  /** The account in the operator's own tenant, which alone can use the access. */
  @Column('uuid')
  @NotPersonal('key')
  staffAccountId!: string;

  /** What the processor says its member of staff is called. */
  @Column('text')
  @Personal(kept('NAME'))
  staffName!: string;

  /** The address that the operator's identity provider has verified; null where its token says none. */
  @Column('text', { nullable: true })
  @Personal(kept('CONTACT'))
  staffEmail!: string | null;

  @Column('text', { nullable: true })
  @Personal(kept('FREE_TEXT'))
  ticket!: string | null;

  @Column('text')
  @Personal(kept('FREE_TEXT'))
  reason!: string;

  /** What is to be read, in words. */
  @Column('text')
  @Personal(kept('FREE_TEXT'))
  needed!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  purpose!: string;

  @Column('text', { array: true })
  @NotPersonal('bookkeeping')
  askedCategories!: string[];

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  askedUnitId!: string | null;

  /** How many people the request named, whether the tenant has them or not. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  askedPersons!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  askedUntil!: Date;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  requestedAt!: Date;

  /** What the controller approved; empty before. */
  @Column('text', { array: true })
  @NotPersonal('bookkeeping')
  categories!: string[];

  /** The unit whose people may be read; null where they are named one by one. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  unitId!: string | null;

  /** When it ends by itself, or when it was ended; until it is decided, when the request lapses. */
  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  endsAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  decidedAt!: Date | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  decidedByAccountId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({ ...kept('ACTIVITY'), reference: true })
  decidedByPersonId!: string | null;

  /** What the controller said with the decision. */
  @Column('text', { nullable: true })
  @Personal(kept('FREE_TEXT'))
  answer!: string | null;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  endedBy!: 'CONTROLLER' | 'PROCESSOR' | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;
}
