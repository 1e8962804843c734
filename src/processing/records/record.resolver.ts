import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { PageArgs } from '../../base/graphql/connection.types.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import type { RecordService } from './record.service.js';
import { ProcessingRecord, ProcessingRecordVersion, RegisterEntryConnection } from './record.types.js';

@Resolver(() => ProcessingRecord)
export class RecordResolver {
  constructor(private readonly service: RecordService) {}

  @Action('record.read')
  @Query(() => ProcessingRecord, {
    nullable: true,
    description:
      'The processor’s record of what it does for the viewer’s organisation (Article 30(2) GDPR), as it is now; null where there is none of that number or day.',
  })
  processingRecord(
    @Arg('number', () => Int, { nullable: true, description: 'A version by its number.' }) number: number | null,
    @Arg('on', () => CalendarDate, { nullable: true, description: 'As it was at the end of this day (UTC).' })
    on: string | null,
    @Ctx() context: Context,
  ): Promise<ProcessingRecord | null> {
    return this.service.record(context, number ?? null, on ?? null);
  }

  @Action('record.read')
  @Query(() => [ProcessingRecordVersion], {
    description: 'The versions of the record, the newest first; at most 1,000.',
  })
  processingRecordVersions(@Ctx() context: Context): Promise<ProcessingRecordVersion[]> {
    return this.service.list(context);
  }

  @Action('record.register')
  @Query(() => RegisterEntryConnection, {
    description: 'The processor’s records of all controllers, by their short names. For the operator.',
  })
  processorRegister(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context): Promise<object> {
    return this.service.register(context, page);
  }
}
