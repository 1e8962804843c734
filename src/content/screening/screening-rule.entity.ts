import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRow } from '../../catalogue/index.js';
import type { FindingKind } from './detect/index.js';

/** What a tenant has its free text screened for, where it has said so. */
@Entity('screening_rule')
export class ScreeningRule extends TenantRow {
  @Column('text', { array: true })
  @NotPersonal('configuration')
  kinds!: FindingKind[];

  /** In hundredths. */
  @Column('integer')
  @NotPersonal('configuration')
  minimumConfidence!: number;

  @Column('boolean')
  @NotPersonal('configuration')
  comments!: boolean;

  @Column('boolean')
  @NotPersonal('configuration')
  files!: boolean;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  updatedAt!: Date;
}

/** Goes into the hash by which a value is known again, so that nobody finds it by hashing every number there is. */
@Entity('screening_secret')
export class ScreeningSecret extends TenantRow {
  @Column('text')
  @NotPersonal('key')
  value!: string;
}
