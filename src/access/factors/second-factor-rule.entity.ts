import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';

/** How recent a second factor a tenant asks for before one sensitive action, where that is not the default (OP-11). */
@Entity('second_factor_rule')
export class SecondFactorRule extends TenantRecord {
  @Column('text')
  @NotPersonal('configuration')
  action!: string;

  /** Null where none is asked for. */
  @Column('integer', { nullable: true })
  @NotPersonal('configuration')
  maximumAgeMinutes!: number | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  updatedAt!: Date;
}
