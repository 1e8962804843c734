import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';
import type { SeatKind } from '../matrix/matrix.model.js';

/** How many accounts may hold a seat at a time (ST-1): in one unit, or in the whole tenant. */
@Entity('seat_cap')
export class SeatCap extends TenantRecord {
  @Column('text')
  @NotPersonal('configuration')
  kind!: SeatKind;

  @Column('uuid', { nullable: true })
  @NotPersonal('configuration')
  unitId!: string | null;

  @Column('integer')
  @NotPersonal('configuration')
  maximum!: number;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  updatedAt!: Date;
}
