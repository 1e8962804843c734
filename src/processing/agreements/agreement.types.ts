import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../base/graphql/enum.js';
import { LocaleEnum } from '../../base/graphql/locale.enum.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import type { Locale } from '../../base/locale.js';
import { PersonalField } from '../../catalogue/index.js';
import { Agreement, agreementTemplates } from './agreement.entity.js';
import type { AgreementStatus } from './agreement.service.js';
import { AgreementSignature, sides } from './agreement-signature.entity.js';
import { AgreementAnnexesType, AuthorisationEnum } from './annexes.types.js';
import { FilledTemplateType, OwnTemplateType } from './templates/own-template.types.js';

const statuses: readonly AgreementStatus[] = ['DRAFT', 'SIGNED', 'IN_FORCE', 'ENDED'];

const AgreementStatusEnum = enumOf(
  statuses,
  'AgreementStatus',
  'DRAFT until both sides signed the same document; SIGNED until its first day; then IN_FORCE; ENDED after its last day.',
);
const TemplateEnum = enumOf(
  agreementTemplates,
  'AgreementTemplate',
  'The template on which an agreement is made: the processor’s standard one, which is the EU clauses unchanged, or the controller’s own.',
);
const SideEnum = enumOf(sides, 'AgreementSide', 'The side that signed.');

@ObjectType({ description: 'The controller’s contact person for the agreement.', simpleResolvers: true })
export class AgreementContact {
  @Field(() => ID, { nullable: true, description: 'The person’s card, where there is one.' })
  personId!: string | null;

  @PersonalField(Agreement, 'contactName', () => String, 'Name.')
  name!: string | null;

  @PersonalField(Agreement, 'contactPosition', () => String, 'Position.')
  position!: string | null;

  @PersonalField(Agreement, 'contactEmail', () => String, 'E-mail address.')
  email!: string | null;

  @PersonalField(Agreement, 'contactTelephone', () => String, 'Telephone number, E.164.')
  telephone!: string | null;
}

@ObjectType('AgreementSignature', { description: 'A side’s signature under a document.', simpleResolvers: true })
export class AgreementSignatureType {
  @Field(() => SideEnum, { description: 'Who signed: controller or processor.' })
  side!: string;

  @PersonalField(AgreementSignature, 'name', () => String, 'Who signed.')
  name!: string | null;

  @PersonalField(AgreementSignature, 'position', () => String, 'In which position.')
  position!: string | null;

  @PersonalField(AgreementSignature, 'signedAt', () => Date, 'When.')
  signedAt!: Date | null;

  @Field(() => String, { description: 'SHA-256 of the document, in hexadecimal.' })
  documentHash!: string;

  @Field(() => Boolean, { description: 'Whether the document is still the same.' })
  isCurrent!: boolean;
}

@ObjectType('Agreement', {
  description:
    'The data-processing agreement (Article 28(3) GDPR) between the tenant, which is the controller, and the processor; an annex to their main contract.',
  simpleResolvers: true,
})
export class AgreementType {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => Int, { description: 'The tenant’s first agreement, its second …' })
  number!: number;

  @Field(() => AgreementStatusEnum, { description: 'How far it is.' })
  status!: AgreementStatus;

  @Field(() => TemplateEnum, { description: 'The template.' })
  template!: string;

  @Field(() => String, { description: 'The edition of the standard template, or the number of the controller’s own.' })
  templateVersion!: string;

  @Field(() => OwnTemplateType, {
    nullable: true,
    description: 'The controller’s own template on which it is; null for the processor’s standard one.',
  })
  ownTemplate!: OwnTemplateType | null;

  @Field(() => FilledTemplateType, {
    nullable: true,
    description:
      'The text on the controller’s own template as it is now, in the agreement’s language; null where the text is the Decision’s.',
  })
  text!: FilledTemplateType | null;

  @Field(() => String, { description: 'What the main contract is called.' })
  mainContractName!: string;

  @Field(() => String, { nullable: true, description: 'The main contract’s number.' })
  mainContractNumber!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The main contract’s date.' })
  mainContractDate!: string | null;

  @Field(() => String, { description: 'What the main contract calls this annex.' })
  annexNumber!: string;

  @Field(() => LocaleEnum, { description: 'The language in which it is signed; in the others it is read.' })
  language!: Locale;

  @Field(() => CalendarDate, { description: 'The first day.' })
  startsOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day; null for as long as the main contract.' })
  endsOn!: string | null;

  @Field(() => AuthorisationEnum, { description: 'How the controller authorises sub-processors.' })
  authorisation!: string;

  @Field(() => AgreementContact, { description: 'The controller’s contact person.' })
  contact!: AgreementContact;

  @Field(() => AgreementAnnexesType, {
    nullable: true,
    description:
      'The annexes as they are now, in the language of the request; null while the processor is not recorded.',
  })
  annexes!: AgreementAnnexesType | null;

  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of the unsigned annexes in the agreement’s language, with the text where it is not the Decision’s: what `signAgreement` signs, and `document` of `/agreement.json`.',
  })
  documentHash!: string | null;

  @Field(() => [AgreementSignatureType], { description: 'The signatures, the oldest first.' })
  signatures!: AgreementSignatureType[];

  @Field(() => Boolean, { description: 'Whether the controller has signed the document as it is now.' })
  isSignedByController!: boolean;

  @Field(() => Boolean, { description: 'Whether the processor has signed the document as it is now.' })
  isSignedByProcessor!: boolean;

  @Field(() => String, { description: 'Where it is read as JSON, with the same bearer token.' })
  jsonPath!: string;

  @Field(() => String, { description: 'Where it is read as PDF (PDF/A), with the same bearer token.' })
  pdfPath!: string;

  @Field(() => String, { description: 'Where it is read as a web page, with the same bearer token.' })
  htmlPath!: string;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;

  @Field(() => Date, { description: 'When the controller’s side was last changed.' })
  updatedAt!: Date;
}

@ObjectType('SignedAgreement', {
  description: 'What a controller signed, as the processor sees it: the document as it was then. For the operator.',
  simpleResolvers: true,
})
export class SignedAgreementType {
  @Field(() => ID, { description: 'The tenant.' })
  tenantId!: string;

  @Field(() => String, { description: 'The tenant’s name.' })
  tenantName!: string;

  @Field(() => String, { description: 'What the main contract is called.' })
  mainContractName!: string;

  @Field(() => CalendarDate, { description: 'The first day.' })
  startsOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day; null for as long as the main contract.' })
  endsOn!: string | null;

  @Field(() => LocaleEnum, { description: 'The language in which it was signed.' })
  language!: Locale;

  @Field(() => String, { description: 'SHA-256 of the document: what `countersignAgreement` signs.' })
  documentHash!: string;

  @Field(() => AgreementAnnexesType, { description: 'The annexes as they were signed.' })
  annexes!: AgreementAnnexesType;

  @Field(() => FilledTemplateType, {
    nullable: true,
    description: 'The text on the controller’s own template as it was signed; null where the text is the Decision’s.',
  })
  text!: FilledTemplateType | null;

  @Field(() => [AgreementSignatureType], { description: 'The signatures under this document.' })
  signatures!: AgreementSignatureType[];
}

@ObjectType('PendingAgreement', {
  description: 'A document that waits for the processor’s signature. For the operator.',
  simpleResolvers: true,
})
export class PendingAgreementType {
  @Field(() => ID, { description: 'The tenant whose controller signed.' })
  tenantId!: string;

  @Field(() => String, { description: 'The tenant’s name.' })
  tenantName!: string;

  @Field(() => String, { description: 'What the main contract is called.' })
  mainContractName!: string;

  @Field(() => String, { description: 'SHA-256 of the document; its contents are read by `tenantAgreement`.' })
  documentHash!: string;

  @Field(() => Date, { description: 'When the controller signed it.' })
  signedAt!: Date;
}

/** Every mutation of the controller's side answers with the agreement. */
@ObjectType({ simpleResolvers: true })
abstract class AgreementPayload extends Payload {
  @Field(() => AgreementType, { nullable: true, description: 'The agreement; null when the mutation was refused.' })
  agreement!: AgreementType | null;
}

@ObjectType({ description: 'The answer of `recordAgreement`.', simpleResolvers: true })
export class RecordAgreementPayload extends AgreementPayload {}

@ObjectType({ description: 'The answer of `updateAgreement`.', simpleResolvers: true })
export class UpdateAgreementPayload extends AgreementPayload {}

@ObjectType({ description: 'The answer of `signAgreement`.', simpleResolvers: true })
export class SignAgreementPayload extends AgreementPayload {}

@ObjectType({ description: 'The answer of `countersignAgreement`.', simpleResolvers: true })
export class CountersignAgreementPayload extends Payload {
  @Field(() => SignedAgreementType, { nullable: true, description: 'The agreement; null when it was refused.' })
  agreement!: SignedAgreementType | null;
}
