import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../base/graphql/connection.types.js';
import { Node } from '../base/graphql/node.types.js';
import { type DataCategory, DataCategoryEnum, type Purpose, PurposeEnum } from '../catalogue/index.js';

export enum LogOutcome {
  DONE = 'done',
  REFUSED = 'refused',
}
registerEnumType(LogOutcome, { name: 'LogOutcome', description: 'Whether what was tried took effect.' });

@ObjectType({ description: 'One detail of a log entry.', simpleResolvers: true })
export class LogDetail {
  @Field(() => String, { description: 'Its name, such as `change`.' })
  name!: string;

  @Field(() => String, { description: 'Its value: a text as it is, anything else as JSON.' })
  value!: string;
}

@ObjectType('LogEntry', {
  implements: Node,
  description: 'One entry of the log: what was done or looked at, in which role, about whom and why; never contents.',
  simpleResolvers: true,
})
export class LogEntryType extends Node {
  @Field(() => Date, { description: 'When.' })
  at!: Date;

  @Field(() => String, { description: 'The action, such as `person.read`.' })
  action!: string;

  @Field(() => LogOutcome, { description: 'Whether it took effect.' })
  outcome!: LogOutcome;

  @Field(() => String, { description: 'The role in which it was done; `system` for a job.' })
  role!: string;

  @Field(() => String, { description: 'The role as people read it: by the tenant’s name for it, or translated.' })
  roleLabel!: string;

  @Field(() => PurposeEnum, { description: 'What it was done for.' })
  purpose!: Purpose;

  @Field(() => [DataCategoryEnum], { description: 'The categories of personal data that it concerned.' })
  categories!: DataCategory[];

  @Field(() => [LogDetail], { description: 'Ids and names of what was changed, never contents.' })
  details!: LogDetail[];

  @Field(() => String, { description: 'The request, as quoted in its answer.' })
  requestId!: string;
}

export const LogEntryConnection = connectionOf(LogEntryType, 'LogEntry');

@ObjectType('Look', {
  description: 'What somebody else did with the viewer’s data: when, in which role, from where, why, and with what.',
  simpleResolvers: true,
})
export class LookType {
  @Field(() => Date, { description: 'When.' })
  at!: Date;

  @Field(() => String, { description: 'The action: `person.read` where it was looked at.' })
  action!: string;

  @Field(() => String, { description: 'The role in which it was done; `system` for a job.' })
  role!: string;

  @Field(() => String, { description: 'The role as people read it: by the tenant’s name for it, or translated.' })
  roleLabel!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The unit for which it was done; null where it was done for the whole tenant.',
  })
  unitName!: string | null;

  @Field(() => PurposeEnum, { description: 'What it was done for.' })
  purpose!: Purpose;

  @Field(() => [DataCategoryEnum], { description: 'The categories of personal data that it concerned.' })
  categories!: DataCategory[];
}

export const LookConnection = connectionOf(LookType, 'Look');
