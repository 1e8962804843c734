import { textOrNull } from '../../base/input-text.js';
import type { JobFunctionInput, MatrixRoleInput } from './matrix.inputs.js';
import type { JobFunction, MatrixRole } from './matrix.model.js';
import { matrixKey } from './matrix.service.js';

/** A role as the matrix holds it. What is not of the matrix's form is told by its rules, which check the whole document. */
export const roleIn = (role: MatrixRoleInput): MatrixRole =>
  ({
    ...role,
    key: matrixKey(role.key, 'role'),
    module: role.module ?? null,
    seat: role.seat ?? null,
    needsCourse: textOrNull(role.needsCourse),
    readsEveryField: false,
    rights: role.rights.map((right) => ({ ...right })),
  }) as MatrixRole;

/** A job function as the matrix holds it. */
export const functionIn = (job: JobFunctionInput): JobFunction => ({
  key: matrixKey(job.key, 'function'),
  name: job.name,
  guidance: [...job.guidance],
  standardRisk: job.standardRisk ?? null,
  optionalRisk: job.optionalRisk ?? null,
  roles: job.roles.map(({ role, kind, condition, stage }) => ({
    role,
    kind,
    condition: textOrNull(condition),
    stage: textOrNull(stage),
  })),
});
