import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { AccountType } from '../../accounts/index.js';
import { LogEntryType } from '../../audit/index.js';
import { relationOf } from '../../base/reading/index.js';
import type { ObjectExtension } from '../../catalogue/index.js';
import { PersonType } from '../../people/index.js';
import { UnitType } from '../../tenants/index.js';

const MAXIMUM_PERSONS = 100;

/** The log stands below the people of whom it tells, so that their part of it is added here. */
export const logEntryPeople: ObjectExtension = {
  type: 'LogEntry',
  relations: {
    actor: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (entry, person) => sql`${person}.id = ${entry}.actor_person_id`,
    },
    actorAccount: {
      to: 'Account',
      shape: 'one',
      element: null,
      on: (entry, account) => sql`${account}.id = ${entry}.actor_account_id`,
    },
    unit: { to: 'Unit', shape: 'one', element: null, on: (entry, unit) => sql`${unit}.id = ${entry}.unit_id` },
    persons: {
      to: 'Person',
      shape: 'list',
      element: null,
      on: (entry, person) => sql`${person}.id = any(${entry}.person_ids)`,
      order: (person) => sql`${person}.id limit ${MAXIMUM_PERSONS}`,
    },
  },
};

@Resolver(() => LogEntryType)
export class LogEntryPeopleResolver {
  @FieldResolver(() => PersonType, {
    nullable: true,
    description: 'Who did it; null where it was the system, or a person who has been erased since.',
  })
  actor(@Root() entry: object, @Info() info: GraphQLResolveInfo): PersonType | null {
    return relationOf(entry, info);
  }

  @FieldResolver(() => AccountType, { nullable: true, description: 'The account with which it was done.' })
  actorAccount(@Root() entry: object, @Info() info: GraphQLResolveInfo): AccountType | null {
    return relationOf(entry, info);
  }

  @FieldResolver(() => UnitType, { nullable: true, description: 'The unit for which it was done.' })
  unit(@Root() entry: object, @Info() info: GraphQLResolveInfo): UnitType | null {
    return relationOf(entry, info);
  }

  @FieldResolver(() => [PersonType], {
    description: `Whom it concerned, ${MAXIMUM_PERSONS} at most; those who have been erased since are gone from it.`,
  })
  persons(@Root() entry: object, @Info() info: GraphQLResolveInfo): PersonType[] {
    return relationOf(entry, info);
  }
}
