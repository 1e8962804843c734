import { Field, Float, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../base/graphql/connection.types.js';
import { enumOf } from '../base/graphql/enum.js';
import { Node } from '../base/graphql/node.types.js';
import { Payload } from '../base/graphql/user-error.types.js';
import { PersonalField } from '../catalogue/index.js';
import { PersonType } from '../people/index.js';
import { ContentScreeningType } from './screening/content-screening.types.js';
import { ContentTombstoneType } from './screening/content-tombstone.types.js';
import { Upload, type UploadPurpose, type UploadState, uploadStates } from './upload.entity.js';
import { UploadPurposeEnum } from './upload.inputs.js';

const UploadStateEnum = enumOf(
  uploadStates,
  'UploadState',
  'Whether the bytes are awaited, were measured and can be used, or were purged, of which tombstones tell.',
);

@ObjectType('Upload', { implements: Node, description: 'A file.', simpleResolvers: true })
export class UploadType extends Node {
  @Field(() => UploadPurposeEnum, { description: 'What it is for.' })
  purpose!: UploadPurpose;

  @Field(() => UploadStateEnum, { description: 'Whether it can be used.' })
  state!: UploadState;

  @PersonalField(Upload, 'fileName', () => String, 'The file’s name.')
  fileName!: string | null;

  @Field(() => String, { description: 'Its media type: as declared, and once complete as detected.' })
  contentType!: string;

  @Field(() => Float, { description: 'Its size in bytes: as declared, and once complete as measured.' })
  byteSize!: number;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the content, hexadecimal; null until it is complete.',
  })
  sha256!: string | null;

  @Field(() => Date, { description: 'When it was staged.' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was completed.' })
  completedAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When it is removed unless it has found its use by then; null once it has.',
  })
  expiresAt!: Date | null;

  @Field(() => [ContentTombstoneType], {
    description: 'What was redacted in it, or that it was purged: when, by whom and why, the newest first.',
  })
  tombstones!: ContentTombstoneType[];

  @Field(() => ContentScreeningType, {
    nullable: true,
    description: 'Where its screening stands; null where it is not screened, and for who does not manage its findings.',
  })
  screening!: ContentScreeningType | null;

  @Field(() => PersonType, {
    nullable: true,
    description: 'Whom it is about; null for an import, and where the viewer may not see the person.',
  })
  person!: PersonType | null;

  @Field(() => PersonType, {
    nullable: true,
    description: 'Who uploaded it; null where the viewer may not see the person.',
  })
  uploader!: PersonType | null;
}

export const UploadConnection = connectionOf(UploadType, 'Upload');

@ObjectType({ description: 'A header that a request must carry.', simpleResolvers: true })
export class RequestHeader {
  @Field(() => String, { description: 'The header’s name.' })
  name!: string;

  @Field(() => String, { description: 'The header’s value.' })
  value!: string;
}

@ObjectType({ description: 'Where and how the bytes are put.', simpleResolvers: true })
export class UploadTarget {
  @Field(() => String, {
    description: 'The address for one HTTP PUT of the bytes. It takes them once and reads nothing.',
  })
  url!: string;

  @Field(() => [RequestHeader], { description: 'The headers that the PUT must carry.' })
  headers!: RequestHeader[];

  @Field(() => Date, { description: 'Until when the address is good.' })
  expiresAt!: Date;
}

@ObjectType({ description: 'The staged upload, and where its bytes go.' })
export class StageUploadPayload extends Payload {
  @Field(() => UploadType, { nullable: true, description: 'The staged upload; null when it was refused.' })
  upload!: UploadType | null;

  @Field(() => UploadTarget, { nullable: true, description: 'Where the bytes go; null when it was refused.' })
  target!: UploadTarget | null;
}

@ObjectType({ description: 'The completed upload.' })
export class CompleteUploadPayload extends Payload {
  @Field(() => UploadType, {
    nullable: true,
    description: 'The upload as it is now; null when it was refused, or is not what was declared and was removed.',
  })
  upload!: UploadType | null;
}

@ObjectType({ description: 'The removed upload.' })
export class DeleteUploadPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id of what was removed; null when it was refused.' })
  deletedId!: string | null;
}

@ObjectType({ description: 'What the controller stores, and may store.', simpleResolvers: true })
export class StorageUseType {
  @Field(() => Float, { description: 'How many bytes may be stored.' })
  quotaBytes!: number;

  @Field(() => Float, { description: 'How many are stored, or reserved by uploads that are under way.' })
  usedBytes!: number;
}
