import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { staleVersion } from '../../base/errors.js';
import { findingKinds, RULES_VERSION } from './detect/index.js';
import type { ScreeningJobs } from './screening.jobs.js';
import { rulesOf } from './screening-rules.js';
import type { ScreenAgainInput, ScreeningSettings, UpdateScreeningSettingsInput } from './screening-settings.types.js';

/** What a controller has free text screened for. */
export class ScreeningSettingsService {
  constructor(private readonly jobs: ScreeningJobs) {}

  async read({ db, viewer }: Context): Promise<ScreeningSettings> {
    const rules = await rulesOf(db);
    const counts = await db.first<{ pending: number; screened: number; unreadable: number }>(sql`select
        count(*) filter (where state = 'PENDING' or rules <> ${rules.name})::int as pending,
        count(*) filter (where state in ('SCREENED', 'OFF') and rules = ${rules.name})::int as screened,
        count(*) filter (where state = 'UNREADABLE' and rules = ${rules.name})::int as unreadable
      from content_screening where tenant_id = ${viewer.tenantId}::uuid`);
    const { kinds, minimumConfidence, comments, files, specialCategoriesRuledOut, version } = rules;
    const { pending = 0, screened = 0, unreadable = 0 } = counts ?? {};
    return {
      kinds,
      minimumConfidence,
      comments,
      files,
      specialCategoriesRuledOut,
      version,
      rulesVersion: RULES_VERSION,
      pending,
      screened,
      unreadable,
    };
  }

  async update(context: Context, input: UpdateScreeningSettingsInput): Promise<ScreeningSettings> {
    const { db, viewer } = context;
    // One at a time, also where there is no row yet.
    await db.run(sql`select 1 from tenant where tenant_id = ${viewer.tenantId}::uuid for no key update`);
    const before = await rulesOf(db);
    if (before.version !== input.expectedVersion) throw staleVersion(before.version);
    const kinds = input.kinds ?? before.kinds;
    const chosen = findingKinds.filter((kind) => kinds.includes(kind));
    const hundredths = Math.round((input.minimumConfidence ?? before.minimumConfidence) * 100);
    await db.run(sql`insert into screening_rule (tenant_id, kinds, minimum_confidence, comments, files)
      values (${viewer.tenantId}::uuid, ${chosen}::text[], ${hundredths}, ${input.comments ?? before.comments},
        ${input.files ?? before.files})
      on conflict (tenant_id) do update set kinds = excluded.kinds, minimum_confidence = excluded.minimum_confidence,
        comments = excluded.comments, files = excluded.files, version = screening_rule.version + 1, updated_at = now()`);
    const changed = (['kinds', 'minimumConfidence', 'comments', 'files'] as const).filter(
      (name) => input[name] != null,
    );
    await writeLog(context, { action: 'settings.manage', details: { screening: changed } });
    await this.jobs.again(db);
    await this.jobs.wake(db);
    return this.read(context);
  }

  /** Asks for it anew; answers how much that is. */
  async screenAgain(context: Context, { contents: types, states }: ScreenAgainInput): Promise<number> {
    const { db, viewer } = context;
    const contents = await db.run(sql`update content_screening set state = 'PENDING', attempts = 0, held_until = null,
        asked_at = now()
      where tenant_id = ${viewer.tenantId}::uuid and state <> 'PENDING'
        and (${types ?? null}::text[] is null or content = any(${types ?? null}::text[]))
        and (${states ?? null}::text[] is null or state = any(${states ?? null}::text[]))`);
    await this.jobs.wake(db);
    await writeLog(context, { action: 'settings.manage', details: { screenedAgain: contents } });
    return contents;
  }
}
