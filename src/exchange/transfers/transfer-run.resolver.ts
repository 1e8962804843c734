import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { type Connection, PageArgs } from '../../base/graphql/connection.types.js';
import { uuidOf } from '../../base/ids.js';
import { relationOf } from '../../base/reading/index.js';
import { RunTransferInput } from './transfer.inputs.js';
import type { FilePlace } from './transfer.objects.js';
import {
  RunTransferPayload,
  TransferFileType,
  TransferRunConnection,
  TransferRunType,
  TransferType,
} from './transfer.types.js';
import type { TransferRunService } from './transfer-run.service.js';

@Resolver(() => TransferRunType)
export class TransferRunResolver {
  constructor(private readonly service: TransferRunService) {}

  @Action('transfer.run')
  @Query(() => TransferRunType, {
    nullable: true,
    description: 'One run of a transfer; null when there is none that the viewer may see.',
  })
  async transferRun(
    @Arg('id', () => ID, { description: 'The run’s id.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TransferRunType | null> {
    const runId = uuidOf('TransferRun', id);
    return runId ? context.read.one<TransferRunType>('TransferRun', runId, info) : null;
  }

  @Action('transfer.run')
  @Mutation(() => RunTransferPayload, {
    description: 'Runs a transfer now. While a run by hand has not begun yet, asking again answers that one.',
  })
  async runTransfer(
    @Arg('input', () => RunTransferInput, { description: 'Which.' }) input: RunTransferInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const runId = await this.service.run(context, input);
    return { run: await context.read.one('TransferRun', runId, info, ['run']) };
  }

  @FieldResolver(() => TransferFileType, {
    nullable: true,
    description:
      'What the run carried; null until it is done, where it carried nothing, and once the file was removed: when its time was over, or somebody was erased who was in it.',
  })
  file(@Root() run: object, @Info() info: GraphQLResolveInfo): TransferFileType | null {
    return relationOf(run, info);
  }
}

@Resolver(() => TransferType)
export class TransferRunsResolver {
  @FieldResolver(() => TransferRunConnection, { description: 'Its runs, the newest first.' })
  runs(
    @Root() transfer: object,
    @Args(() => PageArgs) _page: PageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Connection<TransferRunType> {
    return relationOf(transfer, info);
  }
}

@Resolver(() => TransferFileType)
export class TransferFileResolver {
  constructor(private readonly service: TransferRunService) {}

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'From where to download it, good for minutes; null once it is gone. Asking is logged of each person in it: ask when it is to be downloaded.',
  })
  downloadUrl(@Root() file: { readonly downloadUrl: FilePlace }, @Ctx() context: Context): Promise<string | null> {
    return this.service.downloadUrl(context, file.downloadUrl);
  }
}
