import { Min } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { IdInput } from '../base/graphql/input-fields.js';
import { Payload } from '../base/graphql/user-error.types.js';
import { PersonType } from '../people/index.js';

@ObjectType({
  description: 'A person’s picture in three sizes, as WebP. Personal data: PICTURE.',
  simpleResolvers: true,
})
export class PersonPicture {
  @Field(() => String, { description: 'An address of the picture as a square of 64 pixels.' })
  small!: string;

  @Field(() => String, { description: 'An address of the picture as a square of 256 pixels.' })
  medium!: string;

  @Field(() => String, { description: 'An address of the whole picture, at most 1024 pixels wide and high.' })
  large!: string;

  @Field(() => Date, { description: 'Until when the addresses are good.' })
  expiresAt!: Date;
}

@InputType({ description: 'A new picture of a person.' })
export class SetPictureInput {
  @IdInput('Whose picture; the viewer’s own where absent.', { nullable: true })
  personId?: string | null;

  @IdInput('A completed upload of the purpose PICTURE about the same person.')
  uploadId!: string;

  @Field(() => Int, { description: 'The version of the person that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;
}

@InputType({ description: 'Whose picture is to be removed.' })
export class RemovePictureInput {
  @IdInput('Whose picture; the viewer’s own where absent.', { nullable: true })
  personId?: string | null;

  @Field(() => Int, { description: 'The version of the person that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;
}

@ObjectType({ description: 'The person with the new picture.' })
export class SetPicturePayload extends Payload {
  @Field(() => PersonType, { nullable: true, description: 'The person as it is now; null when it was refused.' })
  person!: PersonType | null;
}

@ObjectType({ description: 'The person without a picture.' })
export class RemovePicturePayload extends Payload {
  @Field(() => PersonType, { nullable: true, description: 'The person as it is now; null when it was refused.' })
  person!: PersonType | null;
}
