import { registerEnumType } from 'type-graphql';

export enum Role {
  TEACHER = 'teacher',
  UNIT_ADMINISTRATOR = 'unit_administrator',
  CONTROLLER = 'controller',
  OPERATOR = 'operator',
}
registerEnumType(Role, {
  name: 'Role',
  description: 'A role that an account holds. OPERATOR is the processor’s own staff, and no controller grants it.',
});
