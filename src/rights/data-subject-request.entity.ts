import { Column, Entity } from 'typeorm';
import { AboutPersons, Expires, NotPersonal, Personal, TenantRecord } from '../catalogue/index.js';

export const requestKinds = ['ACCESS', 'RECTIFICATION', 'ERASURE', 'RESTRICTION', 'PORTABILITY', 'OBJECTION'] as const;
export type RequestKind = (typeof requestKinds)[number];

export const requestStates = ['OPEN', 'GRANTED', 'REFUSED', 'WITHDRAWN'] as const;
export type RequestState = (typeof requestStates)[number];

/** A data subject's request (Articles 15–21 GDPR) with its deadline (Article 12(3)) and its outcome. */
@Entity('data_subject_request')
@AboutPersons({
  property: 'personId',
  erasure: 'clear',
  clears: ['element', 'proposedValue', 'details', 'outcome', 'extendedAt', 'extensionReason'],
})
@Expires({ from: 'closedAt', end: 'delete' })
export class DataSubjectRequest extends TenantRecord {
  /** Null after the person was erased: that there was a request stays, whose it was does not. */
  @Column('uuid', { nullable: true })
  @Personal({ category: 'REQUEST', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P3Y', reference: true })
  personId!: string | null;

  @Column('text')
  @Personal({
    category: 'REQUEST',
    purposes: ['ACCOUNTABILITY'],
    owner: 'PERSON',
    retention: 'P3Y',
    codes: requestKinds,
  })
  kind!: RequestKind;

  @Column('text')
  @Personal({
    category: 'REQUEST',
    purposes: ['ACCOUNTABILITY'],
    owner: 'CONTROLLER',
    retention: 'P3Y',
    codes: requestStates,
  })
  state!: RequestState;

  /** For a rectification: the element of the catalogue, and the value that the person says is right. */
  @Column('text', { nullable: true })
  @Personal({ category: 'REQUEST', purposes: ['ACCOUNTABILITY'], owner: 'PERSON', retention: 'P3Y' })
  element!: string | null;

  @Column('text', { nullable: true })
  @Personal({ category: 'REQUEST', purposes: ['ACCOUNTABILITY'], owner: 'PERSON', retention: 'P3Y' })
  proposedValue!: string | null;

  @Column('text')
  @Personal({ category: 'REQUEST', purposes: ['ACCOUNTABILITY'], owner: 'PERSON', retention: 'P3Y' })
  details!: string;

  @Column('timestamptz')
  @Personal({ category: 'REQUEST', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P3Y' })
  receivedAt!: Date;

  /** One month after receipt, or three when extended. */
  @Column('timestamptz')
  @Personal({ category: 'REQUEST', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P3Y' })
  dueAt!: Date;

  @Column('text', { nullable: true })
  @Personal({ category: 'REQUEST', purposes: ['ACCOUNTABILITY'], owner: 'CONTROLLER', retention: 'P3Y' })
  extensionReason!: string | null;

  /** What the controller answered. */
  @Column('text', { nullable: true })
  @Personal({ category: 'REQUEST', purposes: ['ACCOUNTABILITY'], owner: 'CONTROLLER', retention: 'P3Y' })
  outcome!: string | null;

  @Column('timestamptz', { nullable: true })
  @Personal({ category: 'REQUEST', purposes: ['ACCOUNTABILITY'], owner: 'SYSTEM', retention: 'P3Y' })
  closedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Personal({ category: 'REQUEST', purposes: ['ACCOUNTABILITY'], owner: 'CONTROLLER', retention: 'P3Y' })
  extendedAt!: Date | null;

  /** The account that recorded it on behalf of the person; null where the person made it. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  recordedByAccountId!: string | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  closedByAccountId!: string | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;
}
