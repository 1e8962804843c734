import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AboutPersons, NotPersonal, Personal } from '../catalogue/index.js';

/** The link between a guardian and a pupil. */
@Entity('guardianship')
@AboutPersons({ property: 'guardianId', erasure: 'delete' }, { property: 'pupilId', erasure: 'delete' })
export class Guardianship {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  tenantId!: string;

  @PrimaryColumn('uuid')
  @NotPersonal('key')
  id!: string;

  @Column('uuid')
  @Personal({
    category: 'RELATION',
    purposes: ['COMMUNICATION', 'SAFETY'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  guardianId!: string;

  @Column('uuid')
  @Personal({
    category: 'RELATION',
    purposes: ['COMMUNICATION', 'SAFETY'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  pupilId!: string;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  source!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
