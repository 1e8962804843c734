import sql from 'sql-template-tag';
import type { Need } from '../../base/access.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound } from '../../base/errors.js';
import { uuidOf } from '../../base/ids.js';
import type { ObjectMaps } from '../../base/reading/index.js';
import type { ActionName, Catalogue, DataCategory } from '../../catalogue/index.js';
import { type FieldDefinition, fieldDefinitionsOf } from '../../people/index.js';
import { isOpen } from '../leavers/leaver-facts.js';
import { fixedRoles } from '../roles.js';
import { needsOf } from '../wall/element-needs.js';
import type { PersonWall } from '../wall/person-wall.js';
import type { PersonWalls } from '../wall/person-walls.js';
import type { ExplainAccessInput } from './explain.types.js';

/** Whether an account may do something with some data of a person, as the wall is asked it. */
export interface Question {
  readonly accountId: string;
  /** The account's wall, as it would be on its next request. */
  readonly wall: PersonWall;
  readonly personId: string;
  readonly action: ActionName;
  /** Null where it is about no data in particular. */
  readonly category: DataCategory | null;
  /** The field of the tenant's own that it is about; null for anything else. */
  readonly field: FieldDefinition | null;
  /** All of them have to be met. */
  readonly needs: readonly Need[];
}

/** What is done to persons one by one. */
const onPersons = new Set(
  [...fixedRoles.end_user.persons, ...fixedRoles.controller.persons].flatMap(({ rights }) => Object.keys(rights)),
);

/** Reads whom and what a question is about. Whoever asks must see both persons; who does not is told that there is none. */
export class Questions {
  constructor(
    private readonly walls: PersonWalls,
    private readonly catalogue: Catalogue,
    private readonly maps: ObjectMaps,
  ) {}

  async read(context: Context, input: ExplainAccessInput): Promise<Question> {
    const action = input.action ?? 'person.read';
    if (!onPersons.has(action)) throw invalid('explain.action', ['input', 'action']);
    const personId = uuidOf('Person', input.personId) ?? '';
    await context.access.requirePersons('person.read', [personId], 'personId', { category: 'NAME' });
    const accountId = await this.account(context, input);
    const wall = await this.walls.of(context.db, accountId);
    if (!wall) throw notFound('input', 'accountId');
    const about = await this.data(context, input, action);
    return { accountId, wall, personId, action: action as ActionName, ...about };
  }

  private async account({ db, access }: Context, input: ExplainAccessInput): Promise<string> {
    if (Boolean(input.accountId) === Boolean(input.viewerPersonId))
      throw invalid('explain.viewer', ['input', 'accountId']);
    const field = input.accountId ? 'accountId' : 'viewerPersonId';
    const accountId = input.accountId ? uuidOf('Account', input.accountId) : null;
    const personId = input.viewerPersonId ? uuidOf('Person', input.viewerPersonId) : null;
    const account = await db.first<{ id: string; personId: string | null }>(sql`select a.id, a.person_id as "personId"
      from account a where a.tenant_id = ${db.scope.tenantId}::uuid and ${isOpen(sql`a`)}
        and (a.id = ${accountId}::uuid or a.person_id = ${personId}::uuid) order by a.created_at, a.id limit 1`);
    if (!account) throw notFound('input', field);
    if (account.personId) {
      await access.requirePersons('account.read', [account.personId], field, { category: 'SIGN_IN' });
    } else if (access.units('account.read') !== 'all') throw notFound('input', field);
    return account.id;
  }

  private async data(
    { db }: Context,
    { field: asked, category = null }: ExplainAccessInput,
    action: string,
  ): Promise<Pick<Question, 'category' | 'field' | 'needs'>> {
    if (!asked) return { category, field: null, needs: category ? [{ category }] : [] };
    if (category) throw invalid('explain.field', ['input', 'field']);
    const fieldId = uuidOf('FieldDefinition', asked);
    if (fieldId) {
      const field = (await fieldDefinitionsOf(db)).find(({ id }) => id === fieldId);
      if (!field || field.retiredAt) throw notFound('input', 'field');
      return { category: field.category, field, needs: [{ category: field.category, roles: field.readableBy }] };
    }
    const element = this.catalogue.elements.find(({ id }) => id === asked);
    if (!element) throw notFound('input', 'field');
    const needs =
      action === 'person.read' ? needsOf(this.catalogue, this.maps, element) : [{ category: element.category }];
    return { category: element.category, field: null, needs };
  }
}
