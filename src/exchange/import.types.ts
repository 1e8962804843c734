import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../base/graphql/connection.types.js';
import { enumOf } from '../base/graphql/enum.js';
import { Payload } from '../base/graphql/user-error.types.js';
import { OperationType } from '../jobs/index.js';

const severities = ['error', 'warning'] as const;
const ImportSeverity = enumOf(
  severities,
  'ImportSeverity',
  'Whether the row was bad, or only one value of it was dropped.',
);

@ObjectType({ description: 'What an import did with one kind of record.', simpleResolvers: true })
export class ImportCount {
  @Field(() => String, { description: 'The kind: units, people, affiliations, guardianships, groups or memberships.' })
  kind!: string;

  @Field(() => Int, { description: 'How many are new.' })
  created!: number;

  @Field(() => Int, { description: 'How many were changed.' })
  updated!: number;

  @Field(() => Int, { description: 'How many were right already.' })
  unchanged!: number;

  @Field(() => Int, { description: 'How many are no longer in the source and were ended here.' })
  ended!: number;
}

@ObjectType({ description: 'A remark on a whole file, such as columns that are not read.', simpleResolvers: true })
export class ImportNote {
  @Field(() => String, { description: 'The file.' })
  file!: string;

  @Field(() => String, { description: 'The machine-readable remark.' })
  code!: string;

  @Field(() => String, { description: 'The remark, in the language of the request.' })
  message!: string;

  @Field(() => [String], { description: 'The columns or files concerned.' })
  names!: string[];
}

@ObjectType('ImportProblem', {
  description: 'A bad row, or a value that was dropped. What it said is never repeated.',
  simpleResolvers: true,
})
export class ImportProblemType {
  @Field(() => String, { description: 'The file.' })
  file!: string;

  @Field(() => Int, { description: 'The line on which the record begins; the header is line 1.' })
  line!: number;

  @Field(() => String, { nullable: true, description: 'The column; null where it concerns the whole row.' })
  column!: string | null;

  @Field(() => String, { description: 'The machine-readable reason.' })
  code!: string;

  @Field(() => String, { description: 'The reason, in the language of the request.' })
  message!: string;

  @Field(() => ImportSeverity, { description: 'Whether the row was bad, or only the value.' })
  severity!: (typeof severities)[number];
}

export const ImportProblemConnection = connectionOf(ImportProblemType, 'ImportProblem');

@ObjectType('ImportReport', { description: 'What an import found and did.', simpleResolvers: true })
export class ImportReportType {
  @Field(() => String, { description: 'The source system.' })
  source!: string;

  @Field(() => String, { description: 'The version of OneRoster.' })
  format!: string;

  @Field(() => Boolean, { description: 'Whether the good rows were applied.' })
  applied!: boolean;

  @Field(() => [ImportCount], { description: 'What was done, by kind of record.' })
  counts!: ImportCount[];

  @Field(() => Int, { description: 'How many rows were bad.' })
  errors!: number;

  @Field(() => Int, { description: 'How many values were dropped.' })
  warnings!: number;

  @Field(() => [ImportNote], { description: 'Remarks on whole files.' })
  notes!: ImportNote[];
}

@ObjectType({ description: 'The import that was started.', simpleResolvers: true })
export class StartImportPayload extends Payload {
  @Field(() => OperationType, { nullable: true, description: 'The operation to follow.' })
  operation!: OperationType | null;
}
