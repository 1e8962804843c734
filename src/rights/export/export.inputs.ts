import { IsOptional, MaxLength, MinLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { IdInput } from '../../base/graphql/input-fields.js';

@InputType({ description: 'Whose data to export.' })
export class ExportPersonInput {
  @IdInput('The person; the viewer’s own person where absent.', { nullable: true })
  personId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A key of the client’s: a repeated request with it finds the export that it started.',
  })
  @IsOptional()
  @MinLength(1)
  @MaxLength(200)
  idempotencyKey?: string | null;
}

@InputType({ description: 'An export of everything held for the controller.' })
export class ExportTenantInput {
  @Field(() => String, {
    nullable: true,
    description: 'A key of the client’s: a repeated request with it finds the export that it started.',
  })
  @IsOptional()
  @MinLength(1)
  @MaxLength(200)
  idempotencyKey?: string | null;
}
