import type { GraphQLResolveInfo } from 'graphql';
import sql, { type Sql } from 'sql-template-tag';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { roleLabel } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { Node } from '../../base/graphql/node.types.js';
import { parseGlobalId, toGlobalId } from '../../base/ids.js';
import type { ObjectMaps } from '../../base/reading/index.js';
import { actions } from '../../catalogue/index.js';
import { PersonType } from '../../people/index.js';
import { TenantType, UnitType } from '../../tenants/index.js';
import { secondFactorNeed } from '../factors/second-factor.js';
import { RoleGrantType } from '../grants/role-grant.types.js';
import { LockboxAccessType } from '../lockbox/lockbox.types.js';
import type { RequestContext } from '../wall/request-context.js';
import { Permission, Viewer } from './viewer.types.js';

const MAXIMUM_GRANTS = 100;

@Resolver(() => Viewer)
export class ViewerResolver {
  constructor(private readonly maps: ObjectMaps) {}

  @Action('public')
  @Query(() => Viewer, { nullable: true, description: 'The signed-in viewer; null without a sign-in.' })
  viewer(
    @Ctx() context: RequestContext,
  ): Omit<Viewer, 'person' | 'tenant' | 'roleGrants' | 'homeUnit' | 'chosenUnit' | 'lockboxAccess'> | null {
    if (!context.isSignedIn) return null;
    const { viewer, access } = context;
    return {
      accountId: toGlobalId(viewer.lockbox ? 'LockboxAccess' : 'Account', viewer.accountId),
      isService: viewer.accountKind === 'service',
      kind: viewer.accountKind,
      roles: access.held.flatMap(({ name, grantIds, comesWithCard, within }) => {
        const inEffect = viewer.roles.filter(({ grantId }) => grantIds.includes(grantId));
        const granted = inEffect.length > 0 ? inEffect.map(({ unitId }) => unitId) : [null];
        const units = within === null ? granted : [within];
        return units.map((unitId) => ({
          name,
          label: roleLabel(context, name),
          unitId: unitId && toGlobalId('Unit', unitId),
          comesWithCard,
        }));
      }),
      unitChoice: { state: access.unitChoice, message: context.text(`unitChoice.${access.unitChoice}`) },
      secondFactorAt: viewer.secondFactorAt,
    };
  }

  @FieldResolver(() => [RoleGrantType])
  roleGrants(
    @Root() _viewer: Viewer,
    @Ctx() { read, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RoleGrantType[]> {
    const where = (grant: Sql): Sql => sql`${grant}.account_id = ${viewer.accountId}::uuid
      and (${grant}.valid_until is null or ${grant}.valid_until > clock_timestamp())`;
    const order = (grant: Sql): Sql => sql`${grant}.valid_from, ${grant}.id`;
    return read.list<RoleGrantType>('RoleGrant', { where, order, limit: MAXIMUM_GRANTS }, info);
  }

  @FieldResolver(() => LockboxAccessType, { nullable: true })
  async lockboxAccess(
    @Root() _viewer: Viewer,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LockboxAccessType | null> {
    const { lockbox } = context.viewer;
    return lockbox ? context.read.one<LockboxAccessType>('LockboxAccess', lockbox.id, info) : null;
  }

  @FieldResolver(() => UnitType, { nullable: true })
  homeUnit(
    @Root() _viewer: Viewer,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<UnitType | null> {
    return unitOf(context, context.viewer.homeUnitId, info);
  }

  @FieldResolver(() => UnitType, { nullable: true })
  chosenUnit(
    @Root() _viewer: Viewer,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<UnitType | null> {
    const isChosen = context.access.unitChoice === 'NARROWED';
    return unitOf(context, isChosen ? (context.viewer.chosenUnit?.id ?? null) : null, info);
  }

  @FieldResolver(() => PersonType, { nullable: true })
  async person(
    @Root() _viewer: Viewer,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonType | null> {
    const { personId } = context.viewer;
    return personId ? context.read.one<PersonType>('Person', personId, info) : null;
  }

  @FieldResolver(() => TenantType, { nullable: true })
  tenant(
    @Root() _viewer: Viewer,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TenantType | null> {
    return context.read.one<TenantType>('Tenant', context.viewer.tenantId, info);
  }

  @Action('public')
  @Query(() => Permission, {
    description: 'Whether the viewer may do something at all, so that a user interface need not repeat a rule.',
  })
  async viewerCan(
    @Arg('action', () => String, { description: 'The action, such as `person.correct`.' }) action: string,
    @Ctx() context: Context,
  ): Promise<Permission> {
    const known = Object.hasOwn(actions, action);
    const allowed = known && context.isSignedIn && context.access.can(action);
    const secondFactor = allowed ? await secondFactorNeed(context, action) : null;
    const denial = known && context.isSignedIn && !allowed ? context.access.denialOf(action) : null;
    let reason = allowed ? 'can.allowed' : 'can.noRole';
    if (denial && denial.messageKey !== 'forbidden') reason = denial.messageKey;
    if (secondFactor?.isMet === false) reason = 'can.secondFactor';
    if (!context.isSignedIn) reason = 'signInRequired';
    if (!known) reason = 'can.unknownAction';
    return { action, allowed, reason: context.text(reason, denial?.parameters), secondFactor };
  }

  @Action('public')
  @Query(() => Node, {
    nullable: true,
    description: 'Any object by its id; null when there is none that the viewer may see.',
  })
  async node(
    @Arg('id', () => ID, { description: 'The object’s id.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Node | null> {
    const parsed = parseGlobalId(id);
    const type = parsed && this.maps.has(parsed.type) ? info.schema.getType(parsed.type) : null;
    if (!parsed || !type || !('getInterfaces' in type)) return null;
    if (!type.getInterfaces().some(({ name }) => name === 'Node')) return null;
    const { tenant, rows } = this.maps.get(parsed.type);
    if (!context.isSignedIn && (tenant || rows)) return null;
    return context.read.one<Node>(parsed.type, parsed.id, info);
  }
}

const unitOf = async (context: Context, unitId: string | null, info: GraphQLResolveInfo): Promise<UnitType | null> =>
  unitId === null ? null : context.read.one<UnitType>('Unit', unitId, info);
