import { isSupportedCountry } from 'libphonenumber-js/max';
import sql from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import { invalid, Refusal, staleVersion } from '../base/errors.js';
import { newId } from '../base/ids.js';
import { requiredText, textOrNull } from '../base/input-text.js';
import type { RegisterTenantInput, UpdateProcessorInput, UpdateTenantSettingsInput } from './tenant.inputs.js';

const settings = [
  'privacyContact',
  'dataProtectionOfficer',
  'representative',
  'address',
  'country',
  'locale',
  'logRetentionDays',
  'publishesTrustPage',
] as const;
/** Null leaves the others as they are. */
const canBeEmptied: ReadonlySet<string> = new Set(['dataProtectionOfficer', 'representative']);

function requireCountry(country: string): void {
  if (!isSupportedCountry(country)) throw invalid('invalid.matches', ['input', 'country']);
}

/** The controllers, their own settings, and the processor that serves them. */
export class TenantService {
  /** `follow` is told of what the agreement's annexes say of the controller. */
  constructor(private readonly follow: (context: Context) => Promise<unknown>) {}

  /** The controller changes its own settings. */
  async updateSettings(context: Context, input: UpdateTenantSettingsInput): Promise<void> {
    const { tenantId } = context.viewer;
    if (input.country) requireCountry(input.country);
    // Whoever changes a field has the annexes locked before the tenant; the other way round each would wait for the other.
    await this.follow(context);
    const version = await context.db.first<{ version: number }>(
      sql`select version from tenant where tenant_id = ${tenantId}::uuid for no key update`,
    );
    if (version?.version !== input.expectedVersion) throw staleVersion(version?.version ?? 0);
    await context.db.run(sql`update tenant set
        privacy_contact = coalesce(${textOrNull(input.privacyContact)}, privacy_contact),
        address = coalesce(${input.address == null ? null : (textOrNull(input.address) ?? '')}, address),
        data_protection_officer = case when ${input.dataProtectionOfficer === undefined} then data_protection_officer
          else ${textOrNull(input.dataProtectionOfficer)} end,
        representative = case when ${input.representative === undefined} then representative
          else ${textOrNull(input.representative)} end,
        country = coalesce(${input.country ?? null}, country),
        locale = coalesce(${input.locale ?? null}, locale),
        log_retention_days = coalesce(${input.logRetentionDays ?? null}::integer, log_retention_days),
        publishes_trust_page = coalesce(${input.publishesTrustPage ?? null}::boolean, publishes_trust_page),
        version = version + 1
      where tenant_id = ${tenantId}::uuid`);
    const changed = settings.filter(
      (name) => input[name] !== undefined && (input[name] !== null || canBeEmptied.has(name)),
    );
    await writeLog(context, { action: 'settings.manage', details: { changed } });
    await this.follow(context);
  }

  /** The operator admits a controller; answers the tenant's id. */
  async register(context: Context, input: RegisterTenantInput): Promise<string> {
    requireCountry(input.country);
    const id = newId();
    const inserted = await context.db.run(sql`insert into tenant
        (tenant_id, slug, name, legal_name, organisation_number, address, country, locale, storage_quota_bytes)
      values (${id}::uuid, ${input.slug}, ${requiredText(input.name, 'name')}, ${requiredText(input.legalName, 'legalName')},
        ${requiredText(input.organisationNumber, 'organisationNumber')}, ${textOrNull(input.address) ?? ''}, ${input.country},
        ${input.locale}, coalesce(${input.storageQuotaBytes ?? null}::bigint, 10737418240))
      on conflict (slug) do nothing`);
    if (inserted === 0) {
      throw new Refusal({ code: 'ALREADY_EXISTS', messageKey: 'tenant.slugTaken', field: ['input', 'slug'] });
    }
    await writeLog(context, { action: 'tenant.manage', details: { tenantId: id, registered: true } });
    return id;
  }

  /** The operator keeps the processor's own details, which every tenant and the public read. */
  async updateProcessor(context: Context, input: UpdateProcessorInput): Promise<void> {
    requireCountry(input.country);
    const known = await context.db.first<{ version: number }>(sql`select version from processor for update`);
    if ((known?.version ?? null) !== (input.expectedVersion ?? null)) throw staleVersion(known?.version ?? 0);
    await context.db.run(sql`insert into processor
        (name, legal_name, organisation_number, address, country, contact, data_protection_officer, representative)
      values (${requiredText(input.name, 'name')}, ${requiredText(input.legalName, 'legalName')},
        ${requiredText(input.organisationNumber, 'organisationNumber')}, ${requiredText(input.address, 'address')},
        ${input.country}, ${input.contact}, ${textOrNull(input.dataProtectionOfficer)}, ${textOrNull(input.representative)})
      on conflict (id) do update set name = excluded.name, legal_name = excluded.legal_name,
        organisation_number = excluded.organisation_number, address = excluded.address, country = excluded.country,
        contact = excluded.contact, data_protection_officer = excluded.data_protection_officer,
        representative = excluded.representative,
        version = processor.version + 1, updated_at = now()`);
    await writeLog(context, { action: 'processor.manage' });
  }
}
