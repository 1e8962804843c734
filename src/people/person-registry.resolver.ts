import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { PersonPayload, PersonType } from './person.types.js';
import type { PersonLinksService } from './person-links.service.js';
import {
  AddAffiliationInput,
  CreatePersonInput,
  LinkGuardianInput,
  RemoveAffiliationInput,
  UnlinkGuardianInput,
  UpdatePersonInput,
} from './person-registry.inputs.js';
import type { PersonRegistryService } from './person-registry.service.js';

@Resolver(() => PersonType)
export class PersonRegistryResolver {
  constructor(
    private readonly registry: PersonRegistryService,
    private readonly links: PersonLinksService,
  ) {}

  @Action('person.create')
  @Mutation(() => PersonPayload, { description: 'Adds a person’s card to a register.' })
  async createPerson(
    @Arg('input', () => CreatePersonInput, { description: 'The card.' }) input: CreatePersonInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.registry.create(context, input), info);
  }

  @Action('person.update')
  @Mutation(() => PersonPayload, {
    description:
      'Changes register, status or number of a card, or hides the person from lists. The profile is changed with `correctProfile`.',
  })
  async updatePerson(
    @Arg('input', () => UpdatePersonInput, { description: 'What changes.' }) input: UpdatePersonInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.registry.update(context, input), info);
  }

  @Action('person.update')
  @Mutation(() => PersonPayload, { description: 'Gives a person a place in a unit.' })
  async addAffiliation(
    @Arg('input', () => AddAffiliationInput, { description: 'Who, and where.' }) input: AddAffiliationInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.links.addAffiliation(context, input), info);
  }

  @Action('person.update')
  @Mutation(() => PersonPayload, {
    description: 'Ends a person’s place in a unit. The person is null when that was how the viewer reached the card.',
  })
  async removeAffiliation(
    @Arg('input', () => RemoveAffiliationInput, { description: 'Who, and where.' }) input: RemoveAffiliationInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.links.removeAffiliation(context, input), info);
  }

  @Action('person.update')
  @Mutation(() => PersonPayload, { description: 'Links a guardian to a pupil; answers the pupil.' })
  async linkGuardian(
    @Arg('input', () => LinkGuardianInput, { description: 'Who, and whose.' }) input: LinkGuardianInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.links.linkGuardian(context, input), info);
  }

  @Action('person.update')
  @Mutation(() => PersonPayload, { description: 'Ends the link of a guardian to a pupil; answers the pupil.' })
  async unlinkGuardian(
    @Arg('input', () => UnlinkGuardianInput, { description: 'Who, and whose.' }) input: UnlinkGuardianInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.links.unlinkGuardian(context, input), info);
  }
}

const answer = async (context: Context, personId: string, info: GraphQLResolveInfo): Promise<object> => ({
  person: await context.read.one('Person', personId, info, ['person']),
});
