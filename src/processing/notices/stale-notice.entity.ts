import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';

/** That a privacy notice in force, under whose id it stands, says something else than what is processed. */
@Entity('stale_notice')
export class StaleNotice extends TenantRecord {
  /** When that was first seen. */
  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  since!: Date;
}
