import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../base/graphql/connection.types.js';
import { LocaleEnum } from '../base/graphql/locale.enum.js';
import { Node } from '../base/graphql/node.types.js';
import { Payload } from '../base/graphql/user-error.types.js';
import type { Locale } from '../base/locale.js';

export enum TenantKind {
  CONTROLLER = 'controller',
  OPERATOR = 'operator',
}
registerEnumType(TenantKind, {
  name: 'TenantKind',
  description: 'A controller, or the operator’s own organisation.',
});

@ObjectType('Processor', {
  description:
    'The processor (Article 4(8) GDPR): operates this deployment, and acts on the controllers’ documented instructions alone.',
  simpleResolvers: true,
})
export class ProcessorType {
  @Field(() => String, { description: 'The name it goes by.' })
  name!: string;

  @Field(() => String, { description: 'Its legal name.' })
  legalName!: string;

  @Field(() => String, { description: 'Its number in the register of organisations.' })
  organisationNumber!: string;

  @Field(() => String, { description: 'Its postal address.' })
  address!: string;

  @Field(() => String, { description: 'Its country, ISO 3166-1 alpha-2.' })
  country!: string;

  @Field(() => String, { description: 'Where controllers reach it: an address of a function, not of a person.' })
  contact!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The function address of its data protection officer (Article 37 GDPR), where it has one.',
  })
  dataProtectionOfficer!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its representative in the Union, with how to reach it (Article 27 GDPR), where it needs one.',
  })
  representative!: string | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date;
}

@ObjectType('IdentityIssuer', {
  description: 'An OpenID Connect issuer whose tokens sign in to one tenant and to no other.',
  simpleResolvers: true,
})
export class IdentityIssuerType {
  @Field(() => String, { description: 'The `iss` of its tokens, exactly.' })
  issuer!: string;

  @Field(() => String, { description: 'The `aud` that its tokens must carry.' })
  audience!: string;

  @Field(() => String, { description: 'Where its public keys are published (JWK set, RFC 7517).' })
  jwksUri!: string;

  @Field(() => Date, { description: 'Since when it is bound.' })
  createdAt!: Date;
}

@ObjectType('Tenant', {
  implements: Node,
  description:
    'A tenant: the controller (Article 4(7) GDPR) of what its portal stores. What it stores is its own and not the processor’s.',
  simpleResolvers: true,
})
export class TenantType extends Node {
  @Field(() => String, { description: 'A short name for addresses, which never changes.' })
  slug!: string;

  @Field(() => TenantKind, { description: 'A controller, or the operator’s own organisation.' })
  kind!: TenantKind;

  @Field(() => String, { description: 'The name it goes by.' })
  name!: string;

  @Field(() => String, { description: 'The controller’s legal name.' })
  legalName!: string;

  @Field(() => String, { description: 'Its number in the register of organisations; empty where it has none.' })
  organisationNumber!: string;

  @Field(() => String, { description: 'Its postal address; empty where it is not recorded.' })
  address!: string;

  @Field(() => String, {
    description: 'Its country, ISO 3166-1 alpha-2: telephone numbers are read, and deadlines counted, as there.',
  })
  country!: string;

  @Field(() => LocaleEnum, { description: 'The language in which people are spoken to who ask for none.' })
  locale!: Locale;

  @Field(() => String, {
    description: 'Where data subjects reach the controller: an address of a function. Empty where it is not recorded.',
  })
  privacyContact!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The function address of its data protection officer (Article 37 GDPR), where it has one.',
  })
  dataProtectionOfficer!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its representative in the Union, with how to reach it (Article 27 GDPR), where it needs one.',
  })
  representative!: string | null;

  @Field(() => String, { description: 'How much its uploads may hold, in bytes; a decimal number.' })
  storageQuotaBytes!: string;

  @Field(() => Int, { description: 'How long entries of its log are shown and kept, in days.' })
  logRetentionDays!: number;

  @Field(() => Boolean, {
    description:
      'Whether it rules out special categories of personal data (Article 9 GDPR): no field can be of one, and free text is screened for them.',
  })
  specialCategoriesRuledOut!: boolean;

  @Field(() => Boolean, {
    description: 'Whether everybody may read its trust page, at `/tenants/<slug>/trust.html` and `.json`.',
  })
  publishesTrustPage!: boolean;

  @Field(() => ProcessorType, { nullable: true, description: 'Who processes on its behalf.' })
  processor!: ProcessorType | null;

  @Field(() => [IdentityIssuerType], {
    description: 'Where its people sign in; shown to its controllers and to the operator.',
  })
  issuers!: IdentityIssuerType[];

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;

  @Field(() => Date, { description: 'Since when it is a tenant.' })
  createdAt!: Date;
}

export const TenantConnection = connectionOf(TenantType, 'Tenant');

@ObjectType({ description: 'The tenant after a change.' })
export class TenantPayload extends Payload {
  @Field(() => TenantType, { nullable: true, description: 'The tenant as it is now; null when it was refused.' })
  tenant!: TenantType | null;
}

@ObjectType({ description: 'The processor after a change.' })
export class UpdateProcessorPayload extends Payload {
  @Field(() => ProcessorType, { nullable: true, description: 'The processor as it is now; null when it was refused.' })
  processor!: ProcessorType | null;
}
