import { Column, Entity } from 'typeorm';
import { NotPersonal, TenantRecord } from '../../catalogue/index.js';
import type { MatrixDocument } from './matrix.model.js';

/** The life of a matrix (OP-12): drafted, discussed, adopted, superseded by the next; or withdrawn before it was adopted. */
export const matrixStates = ['DRAFT', 'IN_DISCUSSION', 'ADOPTED', 'SUPERSEDED', 'WITHDRAWN'] as const;
export type MatrixState = (typeof matrixStates)[number];

/** A version of a tenant's authorisation matrix. From its adoption on it never changes. */
@Entity('matrix')
export class Matrix extends TenantRecord {
  /** Counts the tenant's versions from 1. */
  @Column('integer')
  @NotPersonal('key')
  number!: number;

  @Column('text')
  @NotPersonal('configuration')
  title!: string;

  @Column('text')
  @NotPersonal('configuration')
  state!: MatrixState;

  @Column('jsonb')
  @NotPersonal('configuration')
  content!: MatrixDocument;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  adoptedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  supersededAt!: Date | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  updatedAt!: Date;
}
