import { Arg, Ctx, Field, FieldResolver, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { type EntityManager, IsNull } from 'typeorm';
import { newId } from '../../src/base/ids.js';
import { normaliseTelephone } from '../../src/people/contact-values.js';
import type { NaiveAccount } from './naive.entities.js';
import {
  NaiveFieldDefinition,
  NaiveGroup,
  NaiveGuardianship,
  NaiveLogEntry,
  NaiveMembership,
  NaivePerson,
  NaiveRoleGrant,
} from './naive.entities.js';

/** One operation: a transaction with the tenant set, and the account behind the token. */
export interface NaiveContext {
  readonly tenantId: string;
  readonly manager: EntityManager;
  readonly account: NaiveAccount;
}

@ObjectType('FieldValue')
export class NaiveFieldValue {
  @Field(() => String)
  key!: string;

  /** JSON. */
  @Field(() => String)
  value!: string;
}

@Resolver(() => NaivePerson)
export class NaivePersonResolver {
  @Query(() => NaivePerson, { nullable: true })
  me(@Ctx() { manager, tenantId, account }: NaiveContext): Promise<NaivePerson | null> {
    return manager.getRepository(NaivePerson).findOneBy({ tenantId, id: account.personId ?? '' });
  }

  @Query(() => [NaivePerson])
  async students(@Ctx() { manager, tenantId, account }: NaiveContext): Promise<NaivePerson[]> {
    const controls = await manager
      .getRepository(NaiveRoleGrant)
      .existsBy({ tenantId, accountId: account.id, role: 'controller' });
    if (!controls) return [];
    return manager.getRepository(NaivePerson).find({
      where: { tenantId, register: 'STUDENT' },
      order: { familyName: 'ASC', givenName: 'ASC', id: 'ASC' },
      take: 50,
    });
  }

  @Mutation(() => NaivePerson)
  async correctTelephone(
    @Arg('expectedVersion', () => Int) expectedVersion: number,
    @Arg('telephone', () => String) telephone: string,
    @Ctx() { manager, tenantId, account }: NaiveContext,
  ): Promise<NaivePerson> {
    const people = manager.getRepository(NaivePerson);
    const person = await people.findOneByOrFail({ tenantId, id: account.personId ?? '' });
    const normalised = normaliseTelephone(telephone, 'NO');
    if (
      normalised === null ||
      person.version !== expectedVersion ||
      person.erasureId ||
      person.valueSources['telephone']
    )
      throw new Error('refused');
    person.telephone = normalised;
    await people.save(person);
    await manager.getRepository(NaiveLogEntry).save({
      tenantId,
      id: newId(),
      actorAccountId: account.id,
      actorPersonId: person.id,
      role: 'end_user',
      action: 'person.correct',
      purpose: 'COMMUNICATION',
      personIds: [person.id],
      categories: ['CONTACT'],
      details: { corrected: ['telephone'] },
      requestId: newId(),
    });
    return person;
  }

  @FieldResolver(() => [NaiveMembership])
  memberships(@Root() person: NaivePerson, @Ctx() { manager, tenantId }: NaiveContext): Promise<NaiveMembership[]> {
    return manager
      .getRepository(NaiveMembership)
      .find({ where: { tenantId, personId: person.id }, order: { id: 'ASC' } });
  }

  @FieldResolver(() => [NaiveGuardianship])
  guardians(@Root() person: NaivePerson, @Ctx() { manager, tenantId }: NaiveContext): Promise<NaiveGuardianship[]> {
    return manager
      .getRepository(NaiveGuardianship)
      .find({ where: { tenantId, pupilId: person.id }, order: { id: 'ASC' } });
  }

  @FieldResolver(() => [NaiveFieldValue])
  async fields(@Root() person: NaivePerson, @Ctx() { manager, tenantId }: NaiveContext): Promise<NaiveFieldValue[]> {
    const definitions = await manager
      .getRepository(NaiveFieldDefinition)
      .find({ where: { tenantId, retiredAt: IsNull() }, order: { key: 'ASC' } });
    return definitions
      .filter(({ registers }) => registers.includes(person.register))
      .map(({ id, key }) => ({ key, value: JSON.stringify(person.fieldValues[id] ?? null) }));
  }
}

@Resolver(() => NaiveMembership)
export class NaiveMembershipResolver {
  @FieldResolver(() => NaiveGroup)
  group(@Root() membership: NaiveMembership, @Ctx() { manager, tenantId }: NaiveContext): Promise<NaiveGroup> {
    return manager.getRepository(NaiveGroup).findOneByOrFail({ tenantId, id: membership.groupId });
  }
}

@Resolver(() => NaiveGuardianship)
export class NaiveGuardianshipResolver {
  @FieldResolver(() => NaivePerson)
  guardian(@Root() link: NaiveGuardianship, @Ctx() { manager, tenantId }: NaiveContext): Promise<NaivePerson> {
    return manager.getRepository(NaivePerson).findOneByOrFail({ tenantId, id: link.guardianId });
  }
}
