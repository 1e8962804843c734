import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../catalogue/index.js';

/** A unit of a tenant: a school, or a customer company. */
@Entity('unit')
export class Unit extends TenantRecord {
  @Column('text')
  @NotPersonal('public')
  kind!: 'school' | 'company' | 'office';

  @Column('text')
  @NotPersonal('public')
  name!: string;

  @Column('text', { nullable: true })
  @NotPersonal('public')
  organisationNumber!: string | null;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  source!: string | null;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  sourceId!: string | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  archivedAt!: Date | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
