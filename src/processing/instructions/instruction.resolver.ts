import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, Info, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { InstructionsArgs, SettingsAtArgs } from './instruction.inputs.js';
import { matching, settingsAt } from './instruction.reading.js';
import { InstructionConnection, InstructionType, SettingsAtType } from './instruction.types.js';

/** The controller's ledger of documented instructions. */
@Resolver(() => InstructionType)
export class InstructionResolver {
  @Action('instruction.read')
  @Query(() => InstructionConnection, {
    description:
      'The controller’s documented instructions, newest first: every setting that directs processing, with each of its changes.',
  })
  instructions(
    @Args(() => InstructionsArgs) { filter, order, ...page }: InstructionsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const orderBy = { field: 'NUMBER', direction: order };
    return context.read.connection('Instruction', { where: (entry) => matching(filter, entry), page, orderBy }, info);
  }

  @Action('instruction.read')
  @Query(() => InstructionType, {
    nullable: true,
    description: 'One instruction; null when there is none of the number.',
  })
  instruction(
    @Arg('number', () => Int, { description: 'Its number.' }) number: number,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    return context.read.oneWhere('Instruction', (entry) => sql`${entry}.number = ${number}::integer`, info);
  }

  @Action('instruction.read')
  @Query(() => SettingsAtType, {
    description:
      'The settings that the ledger gives when it is carried out up to a number or a moment; all of it without either.',
  })
  settingsAt(@Args(() => SettingsAtArgs) args: SettingsAtArgs, @Ctx() context: Context): Promise<SettingsAtType> {
    return settingsAt(context, args);
  }
}
