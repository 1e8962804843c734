import { Column, Entity, PrimaryColumn } from 'typeorm';
import { NotPersonal } from '../catalogue/index.js';

/** The processor (Article 4(8) GDPR): the organisation that operates this deployment. One row, readable by everybody. */
@Entity('processor')
export class Processor {
  @PrimaryColumn('boolean')
  @NotPersonal('key')
  id!: boolean;

  @Column('text')
  @NotPersonal('public')
  name!: string;

  @Column('text')
  @NotPersonal('public')
  legalName!: string;

  @Column('text')
  @NotPersonal('public')
  organisationNumber!: string;

  @Column('text')
  @NotPersonal('public')
  address!: string;

  /** ISO 3166-1 alpha-2. */
  @Column('text')
  @NotPersonal('public')
  country!: string;

  /** A function's e-mail address or page, never a person's. */
  @Column('text')
  @NotPersonal('public')
  contact!: string;

  /** The data protection officer's function address (Article 37(7) GDPR); null where there is none. */
  @Column('text', { nullable: true })
  @NotPersonal('public')
  dataProtectionOfficer!: string | null;

  /** Its representative in the Union, with how to reach it (Article 27 GDPR); null where it needs none. */
  @Column('text', { nullable: true })
  @NotPersonal('public')
  representative!: string | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  updatedAt!: Date;
}
