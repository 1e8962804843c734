import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { type Connection, PageArgs } from '../base/graphql/connection.types.js';
import { relationOf } from '../base/reading/index.js';
import { OperationType } from '../jobs/index.js';
import { StartImportInput } from './import.inputs.js';
import type { ImportService } from './import.service.js';
import {
  ImportProblemConnection,
  type ImportProblemType,
  ImportReportType,
  StartImportPayload,
} from './import.types.js';

@Resolver(() => ImportReportType)
export class ImportResolver {
  constructor(private readonly imports: ImportService) {}

  @Action('import.run')
  @Mutation(() => StartImportPayload, {
    description: 'Imports a OneRoster 1.1 or 1.2 CSV set that was uploaded. Idempotent by the source’s identifiers.',
  })
  async startImport(
    @Arg('input', () => StartImportInput, { description: 'What is imported.' }) input: StartImportInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const operationId = await this.imports.start(context, input);
    return { operation: await context.read.one('Operation', operationId, info, ['operation']) };
  }

  @FieldResolver(() => ImportProblemConnection, {
    description: 'The bad rows and dropped values, the first 10,000 of them.',
  })
  problems(
    @Root() report: object,
    @Args(() => PageArgs) _page: PageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Connection<ImportProblemType> {
    return relationOf(report, info);
  }
}

@Resolver(() => OperationType)
export class OperationImportResolver {
  @FieldResolver(() => ImportReportType, { nullable: true, description: 'What the import found and did, once it has.' })
  importReport(@Root() operation: object, @Info() info: GraphQLResolveInfo): ImportReportType | null {
    return relationOf(operation, info);
  }
}
