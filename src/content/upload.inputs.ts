import { Max, MaxLength, Min, MinLength } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { enumOf } from '../base/graphql/enum.js';
import { IdInput } from '../base/graphql/input-fields.js';
import { type UploadPurpose, uploadPurposes } from './upload.entity.js';

export const UploadPurposeEnum = enumOf(
  uploadPurposes,
  'UploadPurpose',
  'What a file is uploaded for: a picture of a person, a file about a person, the value of a tenant-defined field, an import, or the controller’s own template of an agreement.',
);

@InputType({ description: 'A file that is about to be uploaded.' })
export class StageUploadInput {
  @IdInput('Whom it is about; the viewer’s own person where absent. Nobody for an import or a template.', {
    nullable: true,
  })
  personId?: string | null;

  @Field(() => UploadPurposeEnum, { description: 'What it is for.' })
  purpose!: UploadPurpose;

  @Field(() => String, { description: 'The file’s name, without a folder.' })
  @MinLength(1)
  @MaxLength(200)
  fileName!: string;

  @Field(() => String, { description: 'The media type, such as `application/pdf`.' })
  @MinLength(1)
  @MaxLength(200)
  contentType!: string;

  @Field(() => Int, { description: 'The exact size in bytes.' })
  @Min(1)
  @Max(2_147_483_647)
  byteSize!: number;
}

@InputType({ description: 'An upload whose bytes are in place.' })
export class CompleteUploadInput {
  @IdInput('The upload’s id.')
  uploadId!: string;
}

@InputType({ description: 'An upload that is to be removed.' })
export class DeleteUploadInput {
  @IdInput('The upload’s id.')
  uploadId!: string;
}
