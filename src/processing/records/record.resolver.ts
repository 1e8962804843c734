import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { PageArgs } from '../../base/graphql/connection.types.js';
import type { RecordService } from './record.service.js';
import { ProcessingRecord, RegisterEntryConnection } from './record.types.js';

@Resolver(() => ProcessingRecord)
export class RecordResolver {
  constructor(private readonly service: RecordService) {}

  @Action('record.read')
  @Query(() => ProcessingRecord, {
    nullable: true,
    description:
      'The processor’s record of what it does for the viewer’s organisation (Article 30(2) GDPR), as it is now; null while the processor has not said who it is.',
  })
  processingRecord(@Ctx() context: Context): Promise<ProcessingRecord | null> {
    return this.service.record(context);
  }

  @Action('record.register')
  @Query(() => RegisterEntryConnection, {
    description: 'The processor’s records of all controllers, by their short names. For the operator.',
  })
  processorRegister(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context): Promise<object> {
    return this.service.register(context, page);
  }
}
