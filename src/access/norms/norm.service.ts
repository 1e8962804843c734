import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { predicateOf } from '../../base/predicate.js';
import type { RoleBooks } from '../matrix/role-book.js';
import { evidenceQueries, identityAndAccess, worstOf } from './norm.framework.js';
import type { NormControlType, NormEvidenceType, NormFrameworkType } from './norm.types.js';
import { evidence } from './norm-evidence.js';

interface InForce {
  readonly number: number;
  readonly adoptedAt: Date;
  readonly personId: string | null;
  readonly name: string | null;
}

/** How access stands against a norm framework (OP-13): controls, the evidence for each as it is now, and what decided. */
export class NormService {
  constructor(private readonly books: RoleBooks) {}

  async framework(context: Context): Promise<NormFrameworkType> {
    const book = await this.books.now(context.db);
    const controls: NormControlType[] = [];
    for (const { key, follows, evidence: keys } of identityAndAccess) {
      const found: NormEvidenceType[] = [];
      for (const name of keys) {
        const finding = await evidence[name](context, book);
        found.push({ key: name, query: evidenceQueries[name], rule: context.text(`norm.rule.${name}`), ...finding });
      }
      controls.push({
        key,
        title: context.text(`norm.${key}.title`),
        requirement: context.text(`norm.${key}.requirement`),
        follows: [...follows],
        status: worstOf(found.map(({ status }) => status)),
        evidence: found,
      });
    }
    const inForce = await this.inForce(context);
    await writeLog(context, { action: 'norm.read' });
    return {
      name: context.text('norm.framework'),
      drawnUpAt: context.now,
      matrixNumber: inForce?.number ?? null,
      matrixAdoptedAt: inForce?.adoptedAt ?? null,
      matrixAdoptedBy: inForce?.name ?? null,
      status: worstOf(controls.map(({ status }) => status)),
      controls,
    };
  }

  /** The matrix in force, and who adopted it as far as the log still knows and the viewer may see. */
  private async inForce(context: Context): Promise<InForce | null> {
    const { db, viewer, access } = context;
    const shown = predicateOf(access.persons('person.read', sql`p.id`, { category: 'NAME' }));
    const inForce = await db.first<InForce>(sql`select m.number, m.adopted_at as "adoptedAt", p.id as "personId",
        p.given_name || ' ' || p.family_name as name
      from matrix m
      left join lateral (select e.actor_person_id from log_entry e where e.tenant_id = m.tenant_id
        and e.action = 'matrix.manage' and e.outcome = 'done'
        and e.at between m.adopted_at - interval '5 minutes' and m.adopted_at + interval '5 minutes'
        and e.details @> jsonb_build_object('matrixId', m.id, 'matrix', 'ADOPTED') order by e.at limit 1) l on true
      left join person p on p.tenant_id = m.tenant_id and p.id = l.actor_person_id and ${shown}
      where m.tenant_id = ${viewer.tenantId}::uuid and m.state = 'ADOPTED'`);
    if (inForce?.personId && inForce.personId !== viewer.personId) {
      const elements = ['person.familyName', 'person.givenName'];
      const personIds = [inForce.personId];
      await writeLog(context, { action: 'person.read', personIds, categories: ['NAME'], details: { elements } });
    }
    return inForce;
  }
}
