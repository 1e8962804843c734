import { describeObject } from '../../catalogue/index.js';
import { Matrix } from './matrix.entity.js';
import type { MatrixDocument } from './matrix.model.js';

export const matrixObject = describeObject<Matrix>({
  type: 'Matrix',
  entity: Matrix,
  rows: (access) => access.can('matrix.read'),
  columns: ['number', 'title', 'state', 'adoptedAt', 'supersededAt', 'version', 'updatedAt'],
  computed: {
    roles: { from: ['content'], value: ([content]) => (content as MatrixDocument).roles },
    functions: { from: ['content'], value: ([content]) => (content as MatrixDocument).functions },
    courses: { from: ['content'], value: ([content]) => (content as MatrixDocument).courses ?? [] },
    cardRoles: { from: ['content'], value: ([content]) => (content as MatrixDocument).cardRoles ?? [] },
  },
});
