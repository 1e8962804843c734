import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRow } from '../catalogue/index.js';

/** A person's place in a unit. */
@Entity('affiliation')
@AboutPersons({ property: 'personId', erasure: 'delete' })
export class Affiliation extends TenantRow {
  @PrimaryColumn('uuid')
  @Personal({
    category: 'AFFILIATION',
    purposes: ['ADMINISTRATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string;

  @PrimaryColumn('uuid')
  @Personal({ category: 'AFFILIATION', purposes: ['ADMINISTRATION'], owner: 'CONTROLLER', retention: 'WHILE_ACTIVE' })
  unitId!: string;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  source!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
