import sql, { raw, type Sql } from 'sql-template-tag';
import type { BulkTransaction } from '../base/database/bulk.js';
import type { ImportCounts } from './import-report.entity.js';

/** What the set says about completeness: whether who is not in it is no longer there. */
export interface RosterExtent {
  readonly users: boolean;
  readonly classes: boolean;
  readonly enrollments: boolean;
  readonly demographics: boolean;
  /** Whether every row about a person told whose it is, so that links that no row gives are gone. */
  readonly links: boolean;
  /** The same of the rows that give persons their organisations. */
  readonly roles: boolean;
}

interface Tally {
  readonly created: number;
  readonly updated: number;
}

/** One step of applying: what it is called in the report, and how it is done. */
interface Step {
  readonly kind: string;
  readonly run: () => Promise<ImportCounts>;
}

/** Applies the staged rows. Every step is one statement over all rows, and leaves alone what is right already. */
export class RosterApply {
  private readonly tenant: Sql;

  constructor(
    private readonly bulk: BulkTransaction,
    private readonly source: string,
    private readonly extent: RosterExtent,
  ) {
    this.tenant = sql`${bulk.tenantId}::uuid`;
  }

  get steps(): readonly Step[] {
    return [
      { kind: 'units', run: () => this.units() },
      { kind: 'people', run: () => this.people() },
      { kind: 'affiliations', run: () => this.affiliations() },
      { kind: 'guardianships', run: () => this.guardianships() },
      { kind: 'groups', run: () => this.groups() },
      { kind: 'memberships', run: () => this.memberships() },
    ];
  }

  private async upsert(staged: string, statement: Sql, ended: Promise<number> | number = 0): Promise<ImportCounts> {
    const [total] = await this.bulk.many<{ count: number }>(sql([`select count(*)::int as count from ${staged}`]));
    const [tally] = await this.bulk.many<Tally>(sql`with done as (${statement} returning (xmax = 0) as is_new)
      select count(*) filter (where is_new)::int as created, count(*) filter (where not is_new)::int as updated from done`);
    const { created = 0, updated = 0 } = tally ?? {};
    return { created, updated, unchanged: Math.max(0, (total?.count ?? 0) - created - updated), ended: await ended };
  }

  private units(): Promise<ImportCounts> {
    return this.upsert(
      'in_org',
      sql`insert into unit as u (tenant_id, kind, name, source, source_id)
        select ${this.tenant}, case when o.type = 'school' then 'school' else 'office' end, o.name, ${this.source}, o.source_id
        from in_org o
        on conflict (tenant_id, source, source_id) do update
          set name = excluded.name, kind = excluded.kind, archived_at = null, version = u.version + 1
          where (u.name, u.kind, u.archived_at is null) is distinct from (excluded.name, excluded.kind, true)`,
    );
  }

  private async people(): Promise<ImportCounts> {
    const counts = await this.upsert(
      'in_user',
      sql`insert into person as p (tenant_id, register, given_name, family_name, preferred_name, email, telephone,
          birth_date, identifier, source, source_id, value_sources)
        select ${this.tenant}, coalesce(u.register, r.register, 'STAFF'), u.given_name, u.family_name, u.preferred_name,
          u.email, u.telephone, d.birth_date, u.identifier, ${this.source}, u.source_id,
          jsonb_strip_nulls(jsonb_build_object(
            'register', ${this.source}::text, 'givenName', ${this.source}::text, 'familyName', ${this.source}::text,
            'status', ${this.source}::text,
            'preferredName', case when u.preferred_name is not null then ${this.source}::text end,
            'email', case when u.email is not null then ${this.source}::text end,
            'telephone', case when u.telephone is not null then ${this.source}::text end,
            'birthDate', case when d.birth_date is not null then ${this.source}::text end,
            'identifier', case when u.identifier is not null then ${this.source}::text end))
        from in_user u
        left join lateral (select upper(o.register) as register from in_user_org o where o.user_id = u.source_id
          order by array_position(array['staff', 'teacher', 'student', 'guardian'], o.register) limit 1) r on true
        left join lateral (select d.birth_date from in_demographics d where d.user_id = u.source_id limit 1) d on true
        on conflict (tenant_id, source, source_id) do update set
          register = excluded.register, given_name = excluded.given_name, family_name = excluded.family_name,
          preferred_name = ${this.merged('preferred_name', 'preferredName')},
          email = ${this.merged('email', 'email')},
          telephone = ${this.merged('telephone', 'telephone')},
          birth_date = ${this.merged('birth_date', 'birthDate')},
          identifier = ${this.merged('identifier', 'identifier')},
          status = 'active', left_at = case when p.status = 'active' then p.left_at end, value_sources = ${this.mergedSources()},
          version = p.version + 1, updated_at = now()
        where p.erasure_id is null and (p.register, p.given_name, p.family_name, p.preferred_name, p.email, p.telephone,
            p.birth_date, p.identifier, p.status, p.value_sources)
          is distinct from (excluded.register, excluded.given_name, excluded.family_name,
            ${this.merged('preferred_name', 'preferredName')}, ${this.merged('email', 'email')},
            ${this.merged('telephone', 'telephone')}, ${this.merged('birth_date', 'birthDate')},
            ${this.merged('identifier', 'identifier')}, 'active', ${this.mergedSources()})`,
    );
    return { ...counts, ended: await this.endPeople() };
  }

  /** A value that the source gives wins; one that it no longer gives goes, unless it never was the source's. */
  private merged(column: string, property: string): Sql {
    const c = raw(column);
    return sql`case when excluded.${c} is not null then excluded.${c}
      when p.value_sources ->> ${property} = ${this.source} then null else p.${c} end`;
  }

  private mergedSources(): Sql {
    return sql`(select coalesce(jsonb_object_agg(s.key, s.value), '{}') from jsonb_each_text(p.value_sources) s
      where s.value <> ${this.source}) || excluded.value_sources`;
  }

  /** Who left the source has left here (DP-14): the card stays until it is erased, and shows so. */
  private endPeople(): Promise<number> {
    return this.bulk.run(sql`update person p set status = 'left', left_at = now(), version = version + 1, updated_at = now()
      where p.tenant_id = ${this.tenant} and p.source = ${this.source} and p.status = 'active' and p.erasure_id is null
        and ${this.gone('user', 'in_user', this.extent.users)}`);
  }

  private gone(kind: string, staged: string, isWhole: boolean): Sql {
    const deleted = sql`exists (select 1 from in_deletion d where d.kind = ${kind} and d.source_id = p.source_id)`;
    const gone = isWhole
      ? sql`(${deleted} or not exists (select 1 from ${raw(staged)} i where i.source_id = p.source_id))`
      : deleted;
    return sql`${gone} and not exists (select 1 from in_refused r where r.kind = ${kind} and r.source_id = p.source_id)`;
  }

  private async affiliations(): Promise<ImportCounts> {
    await this.resolve('id_user', 'person', 'in_user_org', 'user_id');
    await this.resolve('id_org', 'unit', 'in_user_org', 'org_id');
    await this.keep(
      'wanted_affiliation',
      sql`select distinct u.id as person_id, n.id as unit_id from in_user_org o
      join id_user u on u.source_id = o.user_id join id_org n on n.source_id = o.org_id`,
    );
    const ended = await this.bulk.run(sql`delete from affiliation a using id_user u
      where a.tenant_id = ${this.tenant} and a.person_id = u.id and a.source = ${this.source} and ${this.extent.roles}
        and not exists (select 1 from in_refused r where r.kind = 'role' and r.source_id = u.source_id)
        and not exists (select 1 from wanted_affiliation w where w.person_id = a.person_id and w.unit_id = a.unit_id)`);
    const counts = await this.upsert(
      'wanted_affiliation',
      sql`insert into affiliation (tenant_id, person_id, unit_id, source)
        select ${this.tenant}, w.person_id, w.unit_id, ${this.source} from wanted_affiliation w
        on conflict (tenant_id, person_id, unit_id) do nothing`,
    );
    return { ...counts, ended };
  }

  private async guardianships(): Promise<ImportCounts> {
    await this.resolve('id_agent', 'person', 'in_agent', 'agent_id');
    // Either end may name the other: a pupil its guardians, a guardian the pupils.
    await this.keep(
      'wanted_guardianship',
      sql`select distinct
        case when p.register = 'GUARDIAN' then u.id else g.id end as guardian_id,
        case when p.register = 'GUARDIAN' then g.id else u.id end as pupil_id
      from in_agent a join id_user u on u.source_id = a.user_id join id_agent g on g.source_id = a.agent_id
      join person p on p.tenant_id = ${this.tenant} and p.id = u.id where u.id <> g.id`,
    );
    await this.resolve('id_refused', 'person', `(select source_id from in_refused where kind = 'user')`, 'source_id');
    const ended = await this.bulk.run(sql`delete from guardianship x using id_user u
      where x.tenant_id = ${this.tenant} and x.source = ${this.source} and x.pupil_id = u.id and ${this.extent.links}
        and not exists (select 1 from id_refused r where r.id = x.guardian_id)
        and not exists (select 1 from id_refused r where r.id = x.pupil_id)
        and not exists (select 1 from wanted_guardianship w where w.guardian_id = x.guardian_id and w.pupil_id = x.pupil_id)`);
    const counts = await this.upsert(
      'wanted_guardianship',
      sql`insert into guardianship (tenant_id, guardian_id, pupil_id, source)
        select ${this.tenant}, w.guardian_id, w.pupil_id, ${this.source} from wanted_guardianship w
        on conflict (tenant_id, guardian_id, pupil_id) do nothing`,
    );
    return { ...counts, ended };
  }

  /** Keeps which row each of the source's identifiers stands for, so that the steps join small, analysed tables. */
  private resolve(name: string, table: string, staged: string, column: string): Promise<void> {
    return this.keep(
      name,
      sql`select t.source_id, t.id from ${raw(table)} t
      where t.tenant_id = ${this.tenant} and t.source = ${this.source}
        and t.source_id in (select i.${raw(column)} from ${raw(staged)} i)`,
    );
  }

  private async keep(name: string, query: Sql): Promise<void> {
    await this.bulk.run(sql`create temporary table ${raw(name)} on commit drop as ${query}`);
    await this.bulk.run(sql([`analyze ${name}`]));
  }

  private async groups(): Promise<ImportCounts> {
    const counts = await this.upsert(
      'in_class',
      sql`insert into person_group as g (tenant_id, unit_id, kind, name, stage, source, source_id)
        select ${this.tenant}, n.id, 'class', c.name, c.stage, ${this.source}, c.source_id from in_class c
        join unit n on n.tenant_id = ${this.tenant} and n.source = ${this.source} and n.source_id = c.org_id
        on conflict (tenant_id, source, source_id) do update set unit_id = excluded.unit_id, name = excluded.name,
          stage = excluded.stage, archived_at = null, version = g.version + 1
        where (g.unit_id, g.name, g.stage, g.archived_at is null)
          is distinct from (excluded.unit_id, excluded.name, excluded.stage, true)`,
    );
    const ended = await this.bulk.run(sql`update person_group p set archived_at = now(), version = version + 1
      where p.tenant_id = ${this.tenant} and p.source = ${this.source} and p.archived_at is null
        and ${this.gone('class', 'in_class', this.extent.classes)}`);
    return { ...counts, ended };
  }

  private async memberships(): Promise<ImportCounts> {
    await this.resolve('id_class', 'person_group', 'in_enrollment', 'class_id');
    await this.resolve('id_pupil', 'person', 'in_enrollment', 'user_id');
    await this.keep(
      'wanted_membership',
      sql`select distinct on (g.id, p.id, e.role) g.id as group_id, p.id as person_id,
        e.role, e.starts_on, e.ends_on, e.source_id
      from in_enrollment e join id_class g on g.source_id = e.class_id join id_pupil p on p.source_id = e.user_id
      order by g.id, p.id, e.role, e.line`,
    );
    // An enrolment that moved to another class, user or role is another membership.
    await this.bulk.run(sql`delete from membership m using wanted_membership w
      where m.tenant_id = ${this.tenant} and m.source = ${this.source} and m.source_id = w.source_id
        and (m.group_id, m.person_id, m.role) is distinct from (w.group_id, w.person_id, w.role)`);
    const ended = await this.bulk.run(sql`delete from membership p
      where p.tenant_id = ${this.tenant} and p.source = ${this.source}
        and ${this.gone('enrollment', 'in_enrollment', this.extent.enrollments)}`);
    const counts = await this.upsert(
      'wanted_membership',
      sql`insert into membership as m (tenant_id, group_id, person_id, role, starts_on, ends_on, source, source_id)
        select ${this.tenant}, w.group_id, w.person_id, w.role, w.starts_on, w.ends_on, ${this.source}, w.source_id
        from wanted_membership w
        on conflict (tenant_id, group_id, person_id, role) do update set starts_on = excluded.starts_on,
          ends_on = excluded.ends_on, source = excluded.source, source_id = excluded.source_id
        where (m.starts_on, m.ends_on, m.source, m.source_id)
          is distinct from (excluded.starts_on, excluded.ends_on, excluded.source, excluded.source_id)`,
    );
    return { ...counts, ended };
  }
}
