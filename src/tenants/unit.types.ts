import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../base/graphql/connection.types.js';
import { Node } from '../base/graphql/node.types.js';
import { Payload } from '../base/graphql/user-error.types.js';

export enum UnitKind {
  SCHOOL = 'school',
  COMPANY = 'company',
  OFFICE = 'office',
}
registerEnumType(UnitKind, {
  name: 'UnitKind',
  description: 'A school, a customer company, or an office of the controller.',
});

@ObjectType('Unit', {
  implements: Node,
  description: 'A unit of the controller: a school, or a customer company.',
  simpleResolvers: true,
})
export class UnitType extends Node {
  @Field(() => UnitKind, { description: 'What the unit is.' })
  kind!: UnitKind;

  @Field(() => String, { description: 'The unit’s name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its number in the register of organisations.' })
  organisationNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'The source system that owns the unit.' })
  source!: string | null;

  @Field(() => Date, { nullable: true, description: 'When the unit was archived.' })
  archivedAt!: Date | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

export const UnitConnection = connectionOf(UnitType, 'Unit');

@ObjectType({ description: 'The unit after a change.' })
export class UnitPayload extends Payload {
  @Field(() => UnitType, { nullable: true, description: 'The unit as it is now; null when it was refused.' })
  unit!: UnitType | null;
}
