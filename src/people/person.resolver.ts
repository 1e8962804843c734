import type { GraphQLResolveInfo } from 'graphql';
import sql, { type Sql } from 'sql-template-tag';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { uuidOf } from '../base/ids.js';
import { predicateOf } from '../base/predicate.js';
import { fieldDefinitionsOf } from './field-definition.loader.js';
import { personFilter } from './person.filter.js';
import { CorrectProfileInput, PersonsArgs } from './person.inputs.js';
import type { PersonService } from './person.service.js';
import { CorrectProfilePayload, PersonConnection, PersonType } from './person.types.js';

@Resolver(() => PersonType)
export class PersonResolver {
  constructor(private readonly people: PersonService) {}

  @Action('person.read')
  @Query(() => PersonType, {
    nullable: true,
    description: 'One person; null when there is none that the viewer may see.',
  })
  async person(
    @Arg('id', () => ID, { description: 'The person’s id.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonType | null> {
    const personId = uuidOf('Person', id);
    return personId ? context.read.one<PersonType>('Person', personId, info) : null;
  }

  @Action('person.read')
  @Query(() => PersonConnection, {
    description:
      'The persons with whom the viewer has to do: those of whom more than the name may be read. Who is known by name alone, such as a pupil’s guardian or a group’s supervisor, is read where the tie is shown. People who are hidden from lists are missing, but for themselves and for who keeps their cards.',
  })
  async persons(
    @Args(() => PersonsArgs) args: PersonsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const definitions = args.filter?.field ? await fieldDefinitionsOf(context.db) : [];
    const { where, elements } = personFilter(args.filter, context, definitions);
    const listed = (person: Sql): Sql => {
      // Whoever was let in was told of nobody by a tie: all whom they may read are in the list.
      const need = context.viewer.lockbox ? undefined : { category: 'CONTACT' };
      const known = context.access.persons('person.read', sql`${person}.id`, need);
      const shown = context.access.guard('Person').listed(person);
      return sql`${where(person)} and ${predicateOf(known)} and ${predicateOf(shown)}`;
    };
    return context.read.connection('Person', { where: listed, elements, page: args }, info);
  }

  @Action('person.correct')
  @Mutation(() => CorrectProfilePayload, {
    description:
      'Corrects a profile (Article 16 GDPR). What a source system or the controller owns stays as it is: an error says who owns it and names the request for its correction that is recorded, while the rest of a valid input is corrected.',
  })
  async correctProfile(
    @Arg('input', () => CorrectProfileInput, { description: 'What is corrected.' }) input: CorrectProfileInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { personId, requestIds, refusals } = await this.people.correct(context, input);
    const person = await context.read.one('Person', personId, info, ['person']);
    return { requestId: requestIds[0] ?? null, requestIds, refusals, person };
  }
}
