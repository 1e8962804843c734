import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AboutPersons, categoryNames, Expires, NotPersonal, Personal, TenantRow } from '../../catalogue/index.js';

const carried = {
  category: 'ACTIVITY',
  purposes: ['ACCOUNTABILITY'],
  owner: 'SYSTEM',
  retention: 'P1Y',
} as const;

/**
 * Who is in the file of a run, and with which categories of data; some people of whom it carries the same share a row. By it an
 * erasure finds the files that hold the person. It goes with the file, which is kept for a year at most.
 */
@Entity('transfer_part')
@AboutPersons({ property: 'personIds', many: true, erasure: 'clear', exported: false })
@Expires({ from: 'createdAt', end: 'delete' })
export class TransferPart extends TenantRow {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  runId!: string;

  @PrimaryColumn('integer')
  @NotPersonal('key')
  number!: number;

  @Column('text', { array: true })
  @Personal({ ...carried, codes: categoryNames, codeNames: 'category' })
  categories!: string[];

  @Column('uuid', { array: true })
  @Personal({ ...carried, reference: true })
  personIds!: string[];

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
