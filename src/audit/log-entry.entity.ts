import { Column, Entity } from 'typeorm';
import {
  AboutPersons,
  actions,
  categoryNames,
  NotPersonal,
  Personal,
  purposes,
  TenantRecord,
} from '../catalogue/index.js';

/** The roles that have a name in every language; others go by their key in the matrix. `system` is a job. */
export const logRoles = [
  'end_user',
  'teacher',
  'unit_administrator',
  'student_transfer',
  'controller',
  'operator',
  'lockbox',
  'none',
  'system',
] as const;

const logActions = Object.keys(actions);

/**
 * One entry of the log: who did or looked at what, in which role, about which people, for which purpose. It holds ids and
 * names of elements, never their contents, so that it can be kept after an erasure.
 */
@Entity('log_entry')
@AboutPersons(
  { property: 'personIds', many: true, erasure: 'keep', ground: 'ground.accountability' },
  { property: 'actorPersonId', erasure: 'keep', ground: 'ground.accountability' },
)
export class LogEntry extends TenantRecord {
  @Column('timestamptz')
  @Personal({ category: 'ACTIVITY', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P3M' })
  at!: Date;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  actorAccountId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({ category: 'ACTIVITY', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P3M', reference: true })
  actorPersonId!: string | null;

  /** The key of the role in which the actor acted; `none` for an account without any, `system` for a job. */
  @Column('text')
  @Personal({
    category: 'ACTIVITY',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'P3M',
    codes: logRoles,
    codeNames: 'value.role_grant.role',
  })
  role!: string;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  unitId!: string | null;

  @Column('text')
  @Personal({
    category: 'ACTIVITY',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'P3M',
    codes: logActions,
    codeNames: 'value.action',
  })
  action!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  outcome!: 'done' | 'refused';

  @Column('text')
  @Personal({
    category: 'ACTIVITY',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'P3M',
    codes: purposes,
    codeNames: 'purpose',
  })
  purpose!: string;

  @Column('uuid', { array: true })
  @Personal({ category: 'ACTIVITY', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P3M', reference: true })
  personIds!: string[];

  @Column('text', { array: true })
  @Personal({
    category: 'ACTIVITY',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'P3M',
    codes: categoryNames,
    codeNames: 'category',
  })
  categories!: string[];

  /** Ids and names of what was changed, never contents. */
  @Column('jsonb')
  @NotPersonal('bookkeeping')
  details!: Record<string, unknown>;

  @Column('text')
  @NotPersonal('bookkeeping')
  requestId!: string;
}
