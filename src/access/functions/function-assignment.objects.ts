import sql from 'sql-template-tag';
import { describeObject, type ObjectExtension } from '../../catalogue/index.js';
import { FunctionAssignment } from './function-assignment.entity.js';

export const functionAssignmentObject = describeObject<FunctionAssignment>({
  type: 'FunctionAssignment',
  entity: FunctionAssignment,
  subject: 'personId',
  element: 'function',
  columns: ['function', 'guidanceAcknowledgedAt', 'validFrom', 'validUntil'],
  relations: {
    person: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (assignment, person) => sql`${person}.id = ${assignment}.person_id`,
    },
  },
});

export const personFunctions: ObjectExtension = {
  type: 'Person',
  relations: {
    functions: {
      to: 'FunctionAssignment',
      shape: 'list',
      element: 'function_assignment.function',
      on: (person, assignment) => sql`${assignment}.person_id = ${person}.id
        and (${assignment}.valid_until is null or ${assignment}.valid_until > clock_timestamp())`,
      order: (assignment) => sql`${assignment}.valid_from, ${assignment}.id limit 50`,
    },
  },
};
