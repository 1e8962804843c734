import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../catalogue/index.js';

/** A class, a hobby circle or a team. */
@Entity('person_group')
export class Group extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  unitId!: string;

  @Column('text')
  @NotPersonal('configuration', 'register')
  kind!: 'class' | 'circle' | 'team';

  @Column('text')
  @NotPersonal('configuration', 'register')
  name!: string;

  /** The school stage or grade, where the group has one. */
  @Column('text', { nullable: true })
  @NotPersonal('configuration', 'register')
  stage!: string | null;

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
