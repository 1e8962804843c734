import { IsOptional, Matches, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { IdInput, TextInput } from '../base/graphql/input-fields.js';
import { LocaleEnum } from '../base/graphql/locale.enum.js';
import type { Locale } from '../base/locale.js';

const COUNTRY = /^[A-Z]{2}$/;
/** An e-mail address, or a page over HTTPS: where a function is reached. */
export const CONTACT = /^(?:[^\s@]{1,64}@[^\s@]+\.[^\s@]+|https:\/\/\S+)$/;
const QUOTA = /^\d{1,15}$/;

@InputType({ description: 'The controller’s own settings. A field that is absent stays as it is.' })
export class UpdateTenantSettingsInput {
  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @TextInput(254, 'Where data subjects reach the controller: an e-mail address or an HTTPS page of a function.', {
    nullable: true,
  })
  @Matches(CONTACT)
  privacyContact?: string | null;

  @TextInput(254, 'The function address of its data protection officer; null where it has none.', { nullable: true })
  @Matches(CONTACT)
  dataProtectionOfficer?: string | null;

  @TextInput(500, 'Its representative in the Union, with how to reach it; null where it needs none.', {
    nullable: true,
  })
  representative?: string | null;

  @TextInput(500, 'Postal address.', { nullable: true })
  address?: string | null;

  @TextInput(2, 'Country, ISO 3166-1 alpha-2.', { nullable: true })
  @Matches(COUNTRY)
  country?: string | null;

  @Field(() => LocaleEnum, { nullable: true, description: 'The language for people who ask for none.' })
  @IsOptional()
  locale?: Locale | null;

  @Field(() => Int, { nullable: true, description: 'How long the log is shown and kept, in days.' })
  @IsOptional()
  @Min(1)
  @Max(3660)
  logRetentionDays?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether everybody may read the trust page.' })
  publishesTrustPage?: boolean | null;
}

@InputType({ description: 'The processor’s own details, as everybody may read them.' })
export class UpdateProcessorInput {
  @Field(() => Int, { nullable: true, description: 'The version that was read; absent where nothing is recorded yet.' })
  @IsOptional()
  @Min(1)
  expectedVersion?: number | null;

  @TextInput(200, 'The name it goes by.')
  name!: string;

  @TextInput(200, 'Its legal name.')
  legalName!: string;

  @TextInput(50, 'Its number in the register of organisations.')
  organisationNumber!: string;

  @TextInput(500, 'Its postal address.')
  address!: string;

  @TextInput(2, 'Its country, ISO 3166-1 alpha-2.')
  @Matches(COUNTRY)
  country!: string;

  @TextInput(254, 'Where controllers reach it: an e-mail address or an HTTPS page of a function.')
  @Matches(CONTACT)
  contact!: string;

  @TextInput(254, 'The function address of its data protection officer, where it has one.', { nullable: true })
  @Matches(CONTACT)
  dataProtectionOfficer?: string | null;

  @TextInput(500, 'Its representative in the Union, with how to reach it, where it needs one.', { nullable: true })
  representative?: string | null;
}

@InputType({ description: 'A controller that is admitted to the deployment.' })
export class RegisterTenantInput {
  @TextInput(63, 'A short name for addresses: lower-case letters, digits and hyphens. It never changes.')
  @Matches(/^[a-z][a-z0-9-]{1,62}$/)
  slug!: string;

  @TextInput(200, 'The name it goes by.')
  name!: string;

  @TextInput(200, 'The controller’s legal name.')
  legalName!: string;

  @TextInput(50, 'Its number in the register of organisations.')
  organisationNumber!: string;

  @TextInput(500, 'Postal address.', { nullable: true })
  address?: string | null;

  @TextInput(2, 'Country, ISO 3166-1 alpha-2.')
  @Matches(COUNTRY)
  country!: string;

  @Field(() => LocaleEnum, { description: 'The language for people who ask for none.' })
  locale!: Locale;

  @TextInput(15, 'How much its uploads may hold, in bytes; ten gibibytes where absent.', { nullable: true })
  @Matches(QUOTA)
  storageQuotaBytes?: string | null;
}

@InputType({ description: 'Binds an OpenID Connect issuer to a tenant.' })
export class BindIssuerInput {
  @IdInput('The tenant.')
  tenantId!: string;

  @TextInput(500, 'The `iss` of its tokens, exactly: an HTTPS address without query and fragment.')
  issuer!: string;

  @TextInput(200, 'The `aud` that its tokens must carry.')
  audience!: string;

  @TextInput(500, 'Where its public keys are published: an HTTPS address.')
  jwksUri!: string;
}

@InputType({ description: 'Releases an OpenID Connect issuer: nobody signs in through it any more.' })
export class UnbindIssuerInput {
  @IdInput('The tenant.')
  tenantId!: string;

  @TextInput(500, 'The issuer.')
  issuer!: string;
}
