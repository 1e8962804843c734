import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  AboutPersons,
  Expires,
  NotPersonal,
  Personal,
  type PersonalDeclaration,
  TenantRow,
} from '../../catalogue/index.js';
import { Agreement } from './agreement.entity.js';

const declared = (category: PersonalDeclaration['category']): PersonalDeclaration => ({
  category,
  purposes: ['ACCOUNTABILITY'],
  owner: 'SYSTEM',
  retention: 'P10Y',
});

/**
 * What a signed document says of its contact person, taken out when it was signed. The document names persons of both sides
 * and so is in nobody's archive; this part is the person's own.
 */
@Entity('agreement_contact')
@AboutPersons({ property: 'personId', erasure: 'keep', ground: 'ground.agreement' })
@Expires({ from: 'endsOn', through: { property: 'agreementId', entity: () => Agreement }, end: 'delete' })
export class AgreementContact extends TenantRow {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  agreementId!: string;

  @PrimaryColumn('text')
  @NotPersonal('key')
  documentHash!: string;

  @Column('uuid')
  @Personal({ ...declared('EMPLOYMENT'), reference: true })
  personId!: string;

  /** The main contract to which the document is an annex, by which people know it. */
  @Column('text')
  @Personal(declared('EMPLOYMENT'))
  document!: string;

  @Column('text')
  @Personal(declared('NAME'))
  name!: string;

  @Column('text', { nullable: true })
  @Personal(declared('EMPLOYMENT'))
  position!: string | null;

  @Column('text', { nullable: true })
  @Personal(declared('CONTACT'))
  email!: string | null;

  @Column('text', { nullable: true })
  @Personal(declared('CONTACT'))
  telephone!: string | null;

  /** When the controller signed the document. */
  @Column('timestamptz')
  @Personal(declared('ACTIVITY'))
  signedAt!: Date;
}
