import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { CreateFieldInput, FieldVersionInput, UpdateFieldInput } from './field-definition.inputs.js';
import { MAXIMUM_FIELDS } from './field-definition.loader.js';
import type { FieldDefinitionService } from './field-definition.service.js';
import { FieldDefinitionPayload, FieldDefinitionType } from './field-definition.types.js';

@Resolver(() => FieldDefinitionType)
export class FieldDefinitionResolver {
  constructor(private readonly fields: FieldDefinitionService) {}

  @Action('field.read')
  @Query(() => [FieldDefinitionType], {
    description: `The fields that the controller defined, by label; ${MAXIMUM_FIELDS} at most.`,
  })
  fieldDefinitions(
    @Arg('includeRetired', () => Boolean, {
      defaultValue: false,
      description: 'Whether retired fields are listed too.',
    })
    includeRetired: boolean,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<FieldDefinitionType[]> {
    return context.read.list<FieldDefinitionType>(
      'FieldDefinition',
      {
        where: (field) => (includeRetired ? sql`true` : sql`${field}.retired_at is null`),
        order: (field) => sql`${field}.label, ${field}.id`,
        limit: MAXIMUM_FIELDS,
      },
      info,
    );
  }

  @Action('field.manage')
  @Mutation(() => FieldDefinitionPayload, {
    description:
      'Defines a field. From then on it stands in the catalogue, in exports, erasures and the agreement’s annex.',
  })
  async createField(
    @Arg('input', () => CreateFieldInput, { description: 'The field.' }) input: CreateFieldInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.fields.create(context, input), info);
  }

  @Action('field.manage')
  @Mutation(() => FieldDefinitionPayload, { description: 'Changes a field. No value is lost or changed by it.' })
  async updateField(
    @Arg('input', () => UpdateFieldInput, { description: 'What is changed.' }) input: UpdateFieldInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.fields.update(context, input), info);
  }

  @Action('field.manage')
  @Mutation(() => FieldDefinitionPayload, {
    description: 'Takes a field out of use: it takes no values any more, and keeps those that it has.',
  })
  async retireField(
    @Arg('input', () => FieldVersionInput, { description: 'Which field.' }) input: FieldVersionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.fields.setRetired(context, input, true), info);
  }

  @Action('field.manage')
  @Mutation(() => FieldDefinitionPayload, { description: 'Takes a retired field into use again, with its values.' })
  async restoreField(
    @Arg('input', () => FieldVersionInput, { description: 'Which field.' }) input: FieldVersionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.fields.setRetired(context, input, false), info);
  }
}

const answer = async (context: Context, fieldId: string, info: GraphQLResolveInfo): Promise<object> => ({
  field: await context.read.one('FieldDefinition', fieldId, info, ['field']),
});
