import { createHash } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { canonicalJson, type JsonValue } from '../../base/signing/index.js';
import type { DataCategory } from '../../catalogue/index.js';
import { OperationFailure, type Work } from '../../jobs/index.js';
import { addEverybody, addFromLog, copiesOf, type Everybody, type LogPlace, START } from './affected-people.js';
import type { AssessmentDifference, CountOf } from './breach-assessment.entity.js';
import { type BreachSource, entriesOf, specialCategories, usesLog } from './breach-scope.js';

interface Assessed {
  readonly id: string;
  readonly breachId: string;
  readonly phase: number;
  readonly asOf: Date;
  readonly source: BreachSource;
  /** What the suspected sub-processors process of whom, as the platform's list has it. */
  readonly engaged: readonly Everybody[];
  readonly total: number;
}

interface Gone {
  readonly people: number;
  readonly special: number;
  readonly records: number;
  readonly categories: readonly CountOf[];
}

/** Whom sub-processors processed in the period: everybody who had a card by its end, in their categories. */
export type EngagedSubProcessors = (db: Transaction, source: BreachSource, asOf: Date) => Promise<readonly Everybody[]>;

/** Finds whom a breach affects, in steps of a moment each, and freezes the numbers. Begins anew after a kill. */
export class BreachAssessmentWorker {
  constructor(private readonly engaged: EngagedSubProcessors) {}

  readonly run = async (work: Work): Promise<Readonly<Record<string, unknown>>> => {
    const assessed = await work.transaction((db) => this.begin(db, String(work.operation.input['assessmentId'])));
    if (!assessed) return {};
    const { id, source, asOf } = assessed;
    let done = 0;
    let place: LogPlace | null = usesLog(source) ? START : null;
    while (place) {
      await work.checkpoint();
      const after: LogPlace = place;
      place = await work.transaction(async (db) => {
        const read = await addFromLog(db, id, source, asOf, after);
        done += read?.entries ?? 0;
        await db.run(sql`update breach_assessment set done = ${done}
          where tenant_id = ${source.tenantId}::uuid and id = ${id}::uuid`);
        return read;
      });
      work.progress('phase.breach.log', done, assessed.total);
    }
    const copies = usesLog(source) ? await work.transaction((db) => copiesOf(db, source, asOf)) : null;
    for (const everybody of [...(copies ? [copies] : []), ...assessed.engaged]) {
      work.progress('phase.breach.people', done, assessed.total);
      let last: string | null = START.id;
      while (last) {
        await work.checkpoint();
        const after: string = last;
        last = await work.transaction((db) => addEverybody(db, id, source.tenantId, everybody, after));
      }
    }
    const people = await work.transaction((db) => this.finish(db, assessed, copies?.times.length ?? 0));
    return { assessmentId: id, people };
  };

  private async begin(db: Transaction, assessmentId: string): Promise<Assessed | null> {
    const { tenantId } = db.scope;
    const row = await db.first<Omit<Assessed, 'source' | 'engaged' | 'total'> & BreachSource & { state: string }>(sql`
      select a.id, a.breach_id as "breachId", a.phase, a.as_of as "asOf", a.state, b.tenant_id as "tenantId",
        b.account_ids as "accountIds", b.roles, b.sub_processor_ids as "subProcessorIds", b.from_at as "fromAt",
        b.until_at as "untilAt"
      from breach_assessment a join breach b on b.tenant_id = a.tenant_id and b.id = a.breach_id
      where a.tenant_id = ${tenantId}::uuid and a.id = ${assessmentId}::uuid for no key update of a`);
    if (!row) throw new OperationFailure('failure.internal');
    if (row.state === 'DONE') return null;
    await db.run(sql`delete from breach_person
      where tenant_id = ${tenantId}::uuid and assessment_id = ${assessmentId}::uuid`);
    const counted = usesLog(row)
      ? await db.first<{ total: number }>(
          sql`select count(*)::int as total from log_entry e where ${entriesOf(row, row.asOf, sql`e`)}`,
        )
      : null;
    const total = counted?.total ?? 0;
    await db.run(sql`update breach_assessment set state = 'RUNNING', done = 0, total = ${total}
      where tenant_id = ${tenantId}::uuid and id = ${assessmentId}::uuid`);
    return { ...row, source: row, engaged: await this.engaged(db, row, row.asOf), total };
  }

  /** Counts, compares with what was known before, and freezes; answers how many people there are. */
  private async finish(db: Transaction, assessed: Assessed, copies: number): Promise<number> {
    const { id, breachId, phase, source, asOf, total } = assessed;
    const own = sql`x.tenant_id = ${source.tenantId}::uuid and x.assessment_id = ${id}::uuid`;
    const gone = await this.gone(db, assessed);
    const found = await db.first<{
      people: number;
      special: number;
      records: number;
      units: number;
      digest: string;
      registers: CountOf[];
      categories: CountOf[];
      logFrom: Date | null;
      isIncomplete: boolean;
    }>(sql`select count(*)::int as people, coalesce(sum(cardinality(x.categories)), 0)::int as records,
        count(*) filter (where x.categories && ${[...specialCategories]}::text[])::int as special,
        encode(sha256(convert_to(coalesce(string_agg(x.person_id::text || ':' || array_to_string(x.categories, ','), e'\n'
          order by x.person_id), ''), 'UTF8')), 'hex') as digest,
        (select count(distinct f.unit_id)::int from breach_person x join affiliation f on f.tenant_id = x.tenant_id
          and f.person_id = x.person_id where ${own}) as units,
        (select coalesce(json_agg(json_build_object('name', r.register, 'people', r.people) order by r.register), '[]')
          from (select p.register, count(*)::int as people from breach_person x join person p on p.tenant_id = x.tenant_id
            and p.id = x.person_id where ${own} group by p.register) r) as registers,
        (select coalesce(json_agg(json_build_object('name', c.name, 'people', c.people) order by c.name), '[]')
          from (select c.name, count(*)::int as people from breach_person x cross join unnest(x.categories) c(name)
            where ${own} group by c.name) c) as categories,
        (select min(e.at) from log_entry e where e.tenant_id = ${source.tenantId}::uuid) as "logFrom",
        ${usesLog(source)} and (select greatest(coalesce(${source.fromAt}::timestamptz, '-infinity'), t.created_at)
            < greatest(${asOf}::timestamptz - make_interval(days => t.log_retention_days),
              (select max(least(i.at, ${asOf}::timestamptz) - make_interval(days => (i.before ->> 'log_retention_days')::integer))
                from instruction i where i.tenant_id = t.tenant_id and i.subject = 'tenant'))
          from tenant t where t.tenant_id = ${source.tenantId}::uuid) as "isIncomplete"
      from breach_person x where ${own}`);
    if (!found) throw new Error('an aggregate has a row');
    const numbers = {
      people: found.people + gone.people,
      erasedPeople: gone.people,
      specialPeople: found.special + gone.special,
      units: found.units,
      records: found.records + gone.records,
      copies,
      categories: added(found.categories, gone.categories),
      registers: found.registers,
      logFrom: found.logFrom?.toISOString() ?? null,
      isIncomplete: found.isIncomplete,
    };
    const sealed = { breachId, phase, asOf: asOf.toISOString(), entries: total, ...numbers, digest: found.digest };
    const hash = createHash('sha256')
      .update(canonicalJson(sealed as unknown as JsonValue))
      .digest('hex');
    const difference = await this.difference(db, assessed, numbers);
    await db.run(sql`update breach_assessment set state = 'DONE', computed_at = now(), done = total, people = ${numbers.people},
        erased_people = ${numbers.erasedPeople}, special_people = ${numbers.specialPeople}, units = ${numbers.units},
        records = ${numbers.records}, copies = ${copies}, categories = ${JSON.stringify(numbers.categories)}::jsonb,
        registers = ${JSON.stringify(numbers.registers)}::jsonb, log_from = ${found.logFrom}::timestamptz,
        is_incomplete = ${numbers.isIncomplete}, hash = ${hash}, difference = ${difference && JSON.stringify(difference)}::jsonb
      where tenant_id = ${source.tenantId}::uuid and id = ${id}::uuid`);
    return numbers.people;
  }

  /** Whom the log still names, and who has no card any more. */
  private async gone(db: Transaction, { source, asOf }: Assessed): Promise<Gone> {
    const nobody = { people: 0, special: 0, records: 0, categories: [] };
    if (!usesLog(source)) return nobody;
    const row = await db.first<Gone>(sql`
      with named as (
        select distinct p.id, c.name from log_entry e cross join unnest(e.person_ids) p(id)
        left join lateral unnest(e.categories) c(name) on true
        where ${entriesOf(source, asOf, sql`e`)} and not exists (select 1 from person k
          where k.tenant_id = ${source.tenantId}::uuid and k.id = p.id)
      )
      select count(distinct n.id)::int as people, count(n.name)::int as records,
        count(distinct n.id) filter (where n.name = any(${[...specialCategories]}::text[]))::int as special,
        (select coalesce(json_agg(json_build_object('name', g.name, 'people', g.people)), '[]')
          from (select name, count(*)::int as people from named where name is not null group by name) g) as categories
      from named n`);
    return row ?? nobody;
  }

  private async difference(
    db: Transaction,
    { id, breachId, phase, source }: Assessed,
    now: { readonly people: number; readonly records: number; readonly categories: readonly CountOf[] },
  ): Promise<AssessmentDifference | null> {
    const before = await db.first<{ id: string; people: number; records: number; categories: CountOf[] }>(sql`
      select id, people, records, categories from breach_assessment where tenant_id = ${source.tenantId}::uuid
        and breach_id = ${breachId}::uuid and phase < ${phase} and state = 'DONE' order by phase desc limit 1`);
    if (!before) return null;
    const fresh = await db.first<{ people: number }>(sql`select count(*)::int as people from breach_person x
      where x.tenant_id = ${source.tenantId}::uuid and x.assessment_id = ${id}::uuid and not exists (
        select 1 from breach_person y where y.tenant_id = x.tenant_id and y.assessment_id = ${before.id}::uuid
          and y.person_id = x.person_id)`);
    const names = (counts: readonly CountOf[]): DataCategory[] => counts.map(({ name }) => name as DataCategory);
    const [was, is] = [names(before.categories), names(now.categories)];
    return {
      people: now.people - before.people,
      newPeople: fresh?.people ?? 0,
      records: now.records - before.records,
      addedCategories: is.filter((name) => !was.includes(name)),
      removedCategories: was.filter((name) => !is.includes(name)),
    };
  }
}

function added(some: readonly CountOf[], others: readonly CountOf[]): CountOf[] {
  const all = new Map(some.map(({ name, people }) => [name, people]));
  for (const { name, people } of others) all.set(name, (all.get(name) ?? 0) + people);
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, people]) => ({ name, people }));
}
