import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { SubProcessorType } from '../sub-processors/sub-processor.types.js';

@ObjectType('Incident', {
  implements: Node,
  description: 'What happened at the processor. For the operator; each controller concerned has a breach of its own.',
  simpleResolvers: true,
})
export class IncidentType extends Node {
  @Field(() => Int, { description: 'Counts incidents from 1.' })
  number!: number;

  @Field(() => String, { description: 'What it is called.' })
  title!: string;

  @Field(() => String, { description: 'What happened.' })
  description!: string;

  @Field(() => String, { description: 'What was or will be done about it.' })
  measures!: string;

  @Field(() => [String], { description: 'The keys of the suspected roles.' })
  roles!: string[];

  @Field(() => [SubProcessorType], { description: 'The suspected sub-processors.' })
  subProcessors!: SubProcessorType[];

  @Field(() => Date, { nullable: true, description: 'When the suspected period begins.' })
  from!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the suspected period ends.' })
  until!: Date | null;

  @Field(() => Date, { description: 'When there was the first sign of it.' })
  signalAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Since when it is known to be a breach.' })
  awareAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was closed.' })
  closedAt!: Date | null;

  @Field(() => String, { description: 'What was learnt.' })
  lessons!: string;

  @Field(() => Date, { nullable: true, description: 'When it was last opened again.' })
  reopenedAt!: Date | null;

  @Field(() => String, { description: 'Why it was opened again.' })
  reopenedBecause!: string;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

export const IncidentConnection = connectionOf(IncidentType, 'Incident');

@ObjectType({ description: 'The incident after a change.', simpleResolvers: true })
export class IncidentPayload extends Payload {
  @Field(() => IncidentType, { nullable: true, description: 'The incident as it is now; null when it was refused.' })
  incident!: IncidentType | null;
}
