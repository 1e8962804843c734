import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../catalogue/index.js';

/** What somebody wrote about a person. It is the person's data; who wrote it is the author's. */
@Entity('comment')
@AboutPersons(
  { property: 'personId', erasure: 'delete' },
  { property: 'authorPersonId', erasure: 'clear', exported: false },
)
export class Comment extends TenantRecord {
  @Column('uuid')
  @Personal({
    category: 'FREE_TEXT',
    purposes: ['COMMUNICATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string;

  @Column('uuid')
  @NotPersonal('key')
  authorAccountId!: string;

  @Column('uuid', { nullable: true })
  @Personal({
    category: 'FREE_TEXT',
    purposes: ['ACCOUNTABILITY'],
    owner: 'SYSTEM',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  authorPersonId!: string | null;

  /** Null once it was purged. */
  @Column('text', { nullable: true })
  @Personal({ category: 'FREE_TEXT', purposes: ['COMMUNICATION'], owner: 'CONTROLLER', retention: 'WHILE_ACTIVE' })
  body!: string | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @Personal({ category: 'FREE_TEXT', purposes: ['COMMUNICATION'], owner: 'SYSTEM', retention: 'WHILE_ACTIVE' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  editedAt!: Date | null;
}
