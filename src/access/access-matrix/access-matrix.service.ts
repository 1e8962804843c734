import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { notFound } from '../../base/errors.js';
import { toGlobalId, uuidOf } from '../../base/ids.js';
import type { ObjectMaps } from '../../base/reading/index.js';
import type { Catalogue } from '../../catalogue/index.js';
import { fieldDefinitionsOf } from '../../people/index.js';
import { type GrantRow, grantsOf } from '../explain/grants.js';
import { type Effect, effectOf, effectOnCard } from '../grants/grant-effect.js';
import { effectInWords } from '../grants/role-effect.js';
import type { RoleEffect } from '../grants/role-grant.types.js';
import { functionName, roleName } from '../grants/role-names.js';
import type { Matrix } from '../matrix/matrix.entity.js';
import { RoleBook, type RoleBooks } from '../matrix/role-book.js';
import { isFixedRole } from '../roles.js';
import type { PersonWalls } from '../wall/person-walls.js';
import type { AccessMatrix, AccessMatrixArgs, AccountAccess, AssignedAccess } from './access-matrix.types.js';
import { RoleOpener } from './opened-role.js';

export interface AccessMatrixTools {
  readonly books: RoleBooks;
  readonly walls: PersonWalls;
  readonly catalogue: Catalogue;
  readonly maps: ObjectMaps;
}

type Version = Pick<Matrix, 'id' | 'number' | 'title' | 'state' | 'content'>;

const query = (parameters: Readonly<Record<string, string | null | undefined>>): string => {
  const given = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    value ? [[name, value]] : [],
  );
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
};

/** What roles open (OP-9): of a version of the matrix, by job function and role, and of an account, by what is assigned to it. */
export class AccessMatrixService {
  constructor(private readonly tools: AccessMatrixTools) {}

  async read(context: Context, args: AccessMatrixArgs): Promise<AccessMatrix> {
    const { function: job = null, role = null } = args;
    const version = await this.version(context, args.matrixId ?? null);
    const book = version ? new RoleBook(version.content) : await this.tools.books.now(context.db);
    const opener = await this.opener(context, book);
    const functions = book.matrix.functions.filter(({ key }) => role === null && (job === null || key === job));
    if (job !== null && !book.matrix.functions.some(({ key }) => key === job)) throw notFound('args', 'function');
    const wanted = this.rolesOf(book, job, role);
    const roles = wanted.flatMap((key) => opener.open(key) ?? []);
    if (role !== null && roles.length === 0) throw notFound('args', 'role');
    const parameters = query({ matrix: args.matrixId, function: job, role });
    return {
      matrixId: version && toGlobalId('Matrix', version.id),
      number: version?.number ?? null,
      title: version?.title ?? context.text('accessMatrix.standard'),
      state: version?.state ?? null,
      functions: functions.map((one) => ({
        ...one,
        roles: one.roles.flatMap(({ role: key, kind, condition, stage }) => {
          const opened = opener.open(key);
          return opened ? [{ kind, condition, stage, role: opened }] : [];
        }),
      })),
      roles,
      htmlPath: `/access-matrix.html${parameters}`,
      pdfPath: `/access-matrix.pdf${parameters}`,
    };
  }

  /** What an account has, for who reads its sign-in, and for the person whose account it is. */
  async ofAccount(context: Context, globalId: string): Promise<AccountAccess> {
    const { db, access, viewer: asker } = context;
    const accountId = uuidOf('Account', globalId);
    const wall = accountId && (await this.tools.walls.of(db, accountId));
    if (!accountId || !wall) throw notFound('args', 'accountId');
    const { viewer, book } = wall;
    if (viewer.cardId)
      await access.requirePersons('account.read', [viewer.cardId], 'accountId', { category: 'SIGN_IN' });
    else if (access.units('account.read') !== 'all') throw notFound('args', 'accountId');
    const opener = await this.opener(context, book);
    const grants = (await grantsOf(db, accountId)).filter(({ hindrances }) => !hindrances.includes('ENDED'));
    const own = [...(viewer.personId ? ['end_user'] : []), ...book.cardRoles(viewer.accountKind, viewer.cardRegister)];
    const places = await this.places(context, grants);
    const withCard = own.map(
      (role): AssignedAccess => ({
        roleGrantId: null,
        places: [],
        stage: null,
        namedCount: 0,
        condition: null,
        validFrom: null,
        validUntil: null,
        effect: this.effect(context, effectOnCard(role, viewer, book), book),
        role: opener.open(role),
        name: roleName(context, book, role),
      }),
    );
    const granted = grants.map(
      (grant): AssignedAccess => ({
        roleGrantId: toGlobalId('RoleGrant', grant.grantId),
        places: [grant.unitId ?? [], ...grant.groupIds].flat().flatMap((id) => places.get(id) ?? []),
        stage: grant.stage,
        namedCount: grant.personIds.length,
        condition: grant.condition,
        validFrom: grant.validFrom,
        validUntil: grant.validUntil,
        effect: this.effect(context, effectOf(grant, viewer, book), book),
        role: opener.open(grant.role),
        name: roleName(context, book, grant.role),
      }),
    );
    if (viewer.cardId && viewer.cardId !== asker.personId) {
      const categories = ['SIGN_IN', 'EMPLOYMENT'];
      await writeLog(context, {
        action: 'account.read',
        personIds: [viewer.cardId],
        categories,
        details: { accountId },
      });
    }
    const parameters = query({ account: globalId });
    return {
      accountId: globalId,
      personId: viewer.cardId && toGlobalId('Person', viewer.cardId),
      functions: viewer.functions.map((key) => functionName(book, key)),
      roles: [...granted, ...withCard],
      htmlPath: `/access-matrix.html${parameters}`,
      pdfPath: `/access-matrix.pdf${parameters}`,
    };
  }

  private async version({ db }: Context, globalId: string | null): Promise<Version | null> {
    const id = globalId === null ? null : uuidOf('Matrix', globalId);
    const version = await db.first<Version>(sql`select id, number, title, state, content from matrix
      where tenant_id = ${db.scope.tenantId}::uuid
        and ${globalId === null ? sql`state = 'ADOPTED'` : sql`id = ${id}::uuid`}`);
    if (globalId !== null && !version) throw notFound('args', 'matrixId');
    return version;
  }

  private rolesOf(book: RoleBook, job: string | null, role: string | null): readonly string[] {
    if (role !== null) return role === 'operator' ? [] : [role];
    if (job === null) return book.matrix.roles.map(({ key }) => key).filter((key) => !isFixedRole(key));
    return book.matrix.functions.filter(({ key }) => key === job).flatMap(({ roles }) => roles.map((one) => one.role));
  }

  private async opener(context: Context, book: RoleBook): Promise<RoleOpener> {
    return new RoleOpener(context, book, this.tools, await fieldDefinitionsOf(context.db));
  }

  private effect(context: Context, effect: Effect, book: RoleBook): RoleEffect {
    return { ...effect, message: effectInWords(context, effect, book).join(' ') };
  }

  private async places({ db }: Context, grants: readonly GrantRow[]): Promise<ReadonlyMap<string, string>> {
    const ids = grants.flatMap(({ unitId, groupIds }) => [unitId ?? [], ...groupIds].flat());
    const rows = await db.many<{ id: string; name: string }>(sql`select id, name from unit
        where tenant_id = ${db.scope.tenantId}::uuid and id = any(${ids}::uuid[])
      union all select id, name from person_group
        where tenant_id = ${db.scope.tenantId}::uuid and id = any(${ids}::uuid[])`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
