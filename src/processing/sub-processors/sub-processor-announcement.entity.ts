import { Column, Entity, PrimaryColumn } from 'typeorm';
import { NotPersonal, TenantRecord, TenantRow } from '../../catalogue/index.js';

/** The announcement of a change to one tenant: its window to object, as long as the tenant's own period is. */
@Entity('sub_processor_announcement')
export class SubProcessorAnnouncement extends TenantRow {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  changeId!: string;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  opensAt!: Date;

  /** The last moment of the window. */
  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  closesAt!: Date;

  /** Under which option of clause 7.7(a) it was announced: whether silence is consent. */
  @Column('text')
  @NotPersonal('bookkeeping')
  authorisation!: 'GENERAL' | 'SPECIFIC';
}

/** A tenant's authorisation of a change, where it authorises each. */
@Entity('sub_processor_authorisation')
export class SubProcessorAuthorisation extends TenantRow {
  @PrimaryColumn('uuid')
  @NotPersonal('configuration')
  changeId!: string;

  @Column('timestamptz')
  @NotPersonal('configuration')
  authorisedAt!: Date;
}

/** How the processor and a tenant settled an objection. */
export const settlements = ['CHANGE_GIVEN_UP', 'KEPT_FROM_TENANT', 'CONTRACT_ENDS'] as const;
export type Settlement = (typeof settlements)[number];

/** A tenant's objection to a change of the list of sub-processors: as long as it stands, the change is not in force for it. */
@Entity('sub_processor_objection')
export class SubProcessorObjection extends TenantRecord {
  @Column('uuid')
  @NotPersonal('configuration')
  changeId!: string;

  /** Told to the operator: the controller's ground, not a person's. Free text, so that it is in no ledger. */
  @Column('text')
  @NotPersonal('bookkeeping')
  reason!: string;

  @Column('timestamptz')
  @NotPersonal('configuration')
  raisedAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('configuration')
  withdrawnAt!: Date | null;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  settlement!: Settlement | null;

  /** The operator's word to the tenant. */
  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  settlementNote!: string | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  settledAt!: Date | null;
}
