import { Field, Float, ObjectType } from 'type-graphql';
import { Payload } from '../../base/graphql/user-error.types.js';
import { OperationType } from '../../jobs/index.js';

@ObjectType('ExportArchive', {
  description: 'The archive that an export made: a ZIP with JSON and CSV of every declared element, and every file.',
})
export class ExportArchiveType {
  @Field(() => Float, { description: 'Its size in bytes.' })
  size!: number;

  @Field(() => String, { description: 'Its SHA-256, hexadecimal.' })
  sha256!: string;

  @Field(() => Date, { description: 'When it is removed.' })
  expiresAt!: Date;
}

@ObjectType({ description: 'The export that was started.', simpleResolvers: true })
export class ExportPayload extends Payload {
  @Field(() => OperationType, {
    nullable: true,
    description: 'The work. Its `archive` can be downloaded when it has succeeded.',
  })
  operation!: OperationType | null;
}
