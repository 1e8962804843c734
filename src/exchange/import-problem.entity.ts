import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../catalogue/index.js';

/** A row of an import that was bad, or a value of it that was dropped: where, and why, but never what it said. */
@Entity('import_problem')
export class ImportProblem extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  operationId!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  file!: string;

  /** The physical line on which the record begins. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  line!: number;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  columnName!: string | null;

  @Column('text')
  @NotPersonal('bookkeeping')
  code!: string;

  @Column('text')
  @NotPersonal('bookkeeping')
  severity!: 'error' | 'warning';

  /** Facts for the message: limits and names out of the specification, never contents. */
  @Column('jsonb')
  @NotPersonal('bookkeeping')
  facts!: Record<string, unknown>;
}
