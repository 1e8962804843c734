import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../catalogue/index.js';

/** What a comment said before it was edited. It is the person's data like the comment itself, and goes with it. */
@Entity('comment_version')
@AboutPersons({ property: 'personId', erasure: 'delete' })
export class CommentVersion extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  commentId!: string;

  @Column('uuid')
  @Personal({
    category: 'FREE_TEXT',
    purposes: ['COMMUNICATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('text')
  @Personal({ category: 'FREE_TEXT', purposes: ['COMMUNICATION'], owner: 'CONTROLLER', retention: 'WHILE_ACTIVE' })
  body!: string;

  @Column('timestamptz')
  @Personal({ category: 'FREE_TEXT', purposes: ['COMMUNICATION'], owner: 'SYSTEM', retention: 'WHILE_ACTIVE' })
  writtenAt!: Date;
}
