import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { PersonalField } from '../../catalogue/index.js';
import { OperationType } from '../../jobs/index.js';
import { PersonType } from '../../people/index.js';
import { CommentType } from '../comment.types.js';
import { UploadType } from '../upload.types.js';
import type { FindingKind } from './detect/index.js';
import type { Part } from './extract/index.js';
import { Finding } from './finding.entity.js';
import {
  FindingDecisionEnum,
  FindingKindEnum,
  FindingPartEnum,
  FindingStateEnum,
  ScreenedContentEnum,
  SeverityEnum,
} from './screening.enums.js';
import type { FindingDecision, FindingState, ScreenedContent, Severity } from './screening.states.js';

@ObjectType({ description: 'Where in a content a finding stands. Numbers begin at 1.', simpleResolvers: true })
export class FindingPlace {
  @Field(() => FindingPartEnum, { description: 'Which part of it.' })
  part!: Part;

  @Field(() => Int, { nullable: true, description: 'The page of a document.' })
  page!: number | null;

  @Field(() => Int, { nullable: true, description: 'The sheet of a workbook.' })
  sheet!: number | null;

  @Field(() => Int, { nullable: true, description: 'The row of a table.' })
  row!: number | null;

  @Field(() => Int, { nullable: true, description: 'The column of a table.' })
  column!: number | null;

  @Field(() => Int, { nullable: true, description: 'The paragraph of a document.' })
  paragraph!: number | null;

  @Field(() => Int, { nullable: true, description: 'The line of a text.' })
  line!: number | null;

  @Field(() => [Int], {
    description:
      'The way down to what is attached to an e-mail: `[1, 2]` is the second attachment of the first. Empty for the file itself.',
  })
  attachments!: number[];

  @Field(() => Int, {
    description:
      'Where it begins, in UTF-16 units: of a comment from its beginning, elsewhere from the beginning of the line or the part.',
  })
  start!: number;

  @Field(() => Int, { description: 'Where it ends; the end is exclusive.' })
  end!: number;
}

@ObjectType({ description: 'The text around a finding.', simpleResolvers: true })
export class FindingExcerpt {
  @Field(() => String, { description: 'The text, as plain text.' })
  text!: string;

  @Field(() => Int, { description: 'Where the finding begins in it, in UTF-16 units.' })
  start!: number;

  @Field(() => Int, { description: 'Where it ends; the end is exclusive.' })
  end!: number;

  @Field(() => Boolean, {
    description: 'Whether the values in it are shown as ▇: of files no values are kept beside the file itself.',
  })
  isRedacted!: boolean;
}

@ObjectType('Finding', {
  implements: Node,
  description: 'Likely personal data in the free text about a person, for the controller to decide on.',
  simpleResolvers: true,
})
export class FindingType extends Node {
  @PersonalField(Finding, 'kind', () => FindingKindEnum, 'What it seems to be.')
  kind!: FindingKind | null;

  @Field(() => Float, { description: 'How sure it is, between 0 and 1.' })
  confidence!: number;

  @Field(() => SeverityEnum, { description: 'HIGH where the controller rules out what it seems to be.' })
  severity!: Severity;

  @Field(() => FindingStateEnum, { description: 'What became of it.' })
  state!: FindingState;

  @Field(() => ScreenedContentEnum, { description: 'What it stands in.' })
  content!: ScreenedContent;

  @Field(() => CommentType, { nullable: true, description: 'The comment that it stands in.' })
  comment!: CommentType | null;

  @Field(() => UploadType, { nullable: true, description: 'The file that it stands in.' })
  upload!: UploadType | null;

  @Field(() => Int, { nullable: true, description: 'In which version of the comment.' })
  commentVersion!: number | null;

  @Field(() => Boolean, { description: 'Whether it stands in what the comment said before it was edited.' })
  inEarlierVersion!: boolean;

  @Field(() => PersonType, { nullable: true, description: 'Whom the content is about.' })
  person!: PersonType | null;

  @Field(() => FindingPlace, { description: 'Where it stands.' })
  place!: FindingPlace;

  @Field(() => FindingExcerpt, {
    nullable: true,
    description:
      'The text around it, for who may read the content; null for others, and once it was redacted or purged. Personal data: FREE_TEXT or FILE.',
  })
  excerpt!: FindingExcerpt | null;

  @Field(() => Boolean, { description: 'Whether a decision in bulk is about to be made on it.' })
  isInBulk!: boolean;

  @PersonalField(Finding, 'reason', () => String, 'Why it was decided so; null while it is open.')
  reason!: string | null;

  @Field(() => PersonType, {
    nullable: true,
    description: 'Who decided; null while it is open, and where the viewer may not see the person.',
  })
  decidedBy!: PersonType | null;

  @Field(() => Date, { nullable: true, description: 'When it was decided; null while it is open.' })
  decidedAt!: Date | null;

  @Field(() => Date, { description: 'When it was found.' })
  foundAt!: Date;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

export const FindingConnection = connectionOf(FindingType, 'Finding');

@ObjectType({ description: 'How many findings there are of a kind.', simpleResolvers: true })
export class FindingCount {
  @Field(() => FindingKindEnum, { description: 'The kind.' })
  kind!: FindingKind;

  @Field(() => Int, { description: 'How many that the viewer may see.' })
  count!: number;

  @Field(() => Int, { description: 'How many of them are grave.' })
  high!: number;
}

@ObjectType({ description: 'The finding after a decision.' })
export class FindingPayload extends Payload {
  @Field(() => FindingType, { nullable: true, description: 'The finding as it is now; null when it was refused.' })
  finding!: FindingType | null;
}

@ObjectType({ description: 'What a decision in bulk would do now.', simpleResolvers: true })
export class FindingDecisionPreview {
  @Field(() => String, { description: 'Names exactly these findings as they are; give it to `decideFindings`.' })
  token!: string;

  @Field(() => FindingDecisionEnum, { description: 'What would be decided.' })
  decision!: FindingDecision;

  @Field(() => Int, { description: 'On how many findings.' })
  findings!: number;

  @Field(() => Int, { description: 'In how many comments.' })
  comments!: number;

  @Field(() => Int, { description: 'In how many files.' })
  files!: number;

  @Field(() => Int, { description: 'About how many persons.' })
  persons!: number;

  @Field(() => Int, { description: 'How many earlier versions of comments it reaches.' })
  earlierVersions!: number;

  @Field(() => Int, { description: 'How many archives of exports end, because they may hold what is taken out.' })
  archives!: number;

  @Field(() => Int, { description: 'How many findings it leaves alone because of a legal hold.' })
  held!: number;

  @Field(() => Int, {
    description: 'How many findings it leaves alone because they stand in files whose values cannot be taken out.',
  })
  purgeOnly!: number;
}

@ObjectType({ description: 'The work that decides.' })
export class DecideFindingsPayload extends Payload {
  @Field(() => OperationType, { nullable: true, description: 'The work; null when it was refused.' })
  operation!: OperationType | null;
}
