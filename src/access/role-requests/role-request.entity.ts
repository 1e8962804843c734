import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, type Purpose, TenantRecord } from '../../catalogue/index.js';
import type { Module, ScopeKind } from '../matrix/matrix.model.js';
import type { Need } from './need.js';
import type { RoleRequestState } from './role-request-states.js';

const aboutRequester = {
  category: 'FREE_TEXT',
  purposes: ['SECURITY', 'ACCOUNTABILITY'],
  owner: 'CONTROLLER',
  retention: 'WHILE_ACTIVE',
} as const;

/** A request for a finer role (ST-8): what data some people need, about whom and why; and how it was answered. */
@Entity('role_request')
@AboutPersons(
  { property: 'requestedByPersonId', erasure: 'clear', clears: ['reason', 'reply'] },
  { property: 'answeredByPersonId', erasure: 'clear', exported: false },
)
export class RoleRequest extends TenantRecord {
  @Column('integer')
  @NotPersonal('key')
  number!: number;

  @Column('text')
  @NotPersonal('bookkeeping')
  state!: RoleRequestState;

  /** What they need to do, with which data. */
  @Column('jsonb')
  @NotPersonal('configuration', 'proposal')
  needs!: Need[];

  /** About whom. */
  @Column('text')
  @NotPersonal('configuration', 'proposal')
  scope!: ScopeKind;

  @Column('text', { nullable: true })
  @NotPersonal('configuration', 'proposal')
  module!: Module | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('configuration', 'proposal')
  unitId!: string | null;

  @Column('text', { nullable: true })
  @NotPersonal('configuration', 'proposal')
  stage!: string | null;

  @Column('uuid', { array: true })
  @NotPersonal('configuration', 'proposal')
  groupIds!: string[];

  @Column('text')
  @NotPersonal('configuration', 'proposal')
  purpose!: Purpose;

  /** Why; null once who asked was erased. */
  @Column('text', { nullable: true })
  @Personal(aboutRequester)
  reason!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({ ...aboutRequester, reference: true })
  requestedByPersonId!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  requestedAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  withdrawnAt!: Date | null;

  /** The key of the role that answers it. */
  @Column('text', { nullable: true })
  @NotPersonal('configuration', 'proposal')
  role!: string | null;

  /** The version of the matrix into which the role was put. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  matrixId!: string | null;

  @Column('text', { nullable: true })
  @Personal(aboutRequester)
  reply!: string | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  answeredAt!: Date | null;

  @Column('uuid', { nullable: true })
  @Personal({ ...aboutRequester, reference: true })
  answeredByPersonId!: string | null;
}
