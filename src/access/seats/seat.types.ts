import { IsOptional, Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, PageArgs } from '../../base/graphql/connection.types.js';
import { IdInput } from '../../base/graphql/input-fields.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { RoleGrantType } from '../grants/role-grant.types.js';
import { SeatKindEnum } from '../matrix/matrix.enums.js';
import type { SeatKind } from '../matrix/matrix.model.js';

@ObjectType('SeatUse', { description: 'A cap on seats, and how many of them are taken.', simpleResolvers: true })
export class SeatUseType {
  @Field(() => SeatKindEnum, { description: 'The kind of seat.' })
  kind!: SeatKind;

  @Field(() => ID, { nullable: true, description: 'The unit; null for the whole tenant.' })
  unitId!: string | null;

  @Field(() => Int, { description: 'How many accounts may hold such a seat at a time.' })
  limit!: number;

  @Field(() => Int, { description: 'How many hold one, or will.' })
  used!: number;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

export const RoleGrantConnection = connectionOf(RoleGrantType, 'RoleGrant');

@ArgsType()
export class SeatHoldersArgs extends PageArgs {
  @Field(() => SeatKindEnum, { nullable: true, description: 'Only this kind of seat.' })
  @IsOptional()
  kind?: SeatKind | null;

  @IdInput('Only those of this unit.', { nullable: true })
  unitId?: string | null;
}

@InputType({ description: 'A cap on seats as it is to be.' })
export class SetSeatCapInput {
  @Field(() => SeatKindEnum, { description: 'The kind of seat.' })
  kind!: SeatKind;

  @IdInput('The unit; the whole tenant where absent.', { nullable: true })
  unitId?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many may hold one; no cap where absent.' })
  @IsOptional()
  @Min(0)
  @Max(1_000_000)
  maximum?: number | null;

  @Field(() => Int, { nullable: true, description: 'The version that was read; absent where there is no such cap.' })
  @IsOptional()
  expectedVersion?: number | null;
}

@ObjectType({ description: 'The caps after a change.', simpleResolvers: true })
export class SetSeatCapPayload extends Payload {
  @Field(() => [SeatUseType], { nullable: true, description: 'Every cap as it is now; null when it was refused.' })
  seats!: SeatUseType[] | null;
}
