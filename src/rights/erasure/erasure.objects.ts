import sql from 'sql-template-tag';
import { toGlobalId } from '../../base/ids.js';
import { describeObject, type ObjectExtension } from '../../catalogue/index.js';
import { Erasure } from './erasure.entity.js';

export const certificatePath = (erasureId: string, format: 'json' | 'pdf'): string =>
  `/erasures/${toGlobalId('Erasure', erasureId)}/certificate.${format}`;

/** The signed file as it is handed out; its white space is no part of what is signed. */
export const certificateText = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;

const pathTo =
  (format: 'json' | 'pdf') =>
  ([id, completedAt]: readonly unknown[]): string | null =>
    completedAt === null ? null : certificatePath(String(id), format);

/** Erasures are the controller's business. */
export const erasureObject = describeObject<Erasure>({
  type: 'Erasure',
  entity: Erasure,
  columns: ['reason', 'requestedAt', 'startedAt', 'completedAt'],
  computed: {
    certificate: {
      from: ['certificate'],
      value: ([document]) => (document === null ? null : certificateText(document)),
    },
    personId: { from: ['personId'], value: ([id]) => (typeof id === 'string' ? toGlobalId('Person', id) : null) },
    state: { from: ['completedAt'], value: ([completedAt]) => (completedAt === null ? 'RUNNING' : 'COMPLETED') },
    certificateUrl: { from: ['id', 'completedAt'], value: pathTo('json') },
    certificatePdfUrl: { from: ['id', 'completedAt'], value: pathTo('pdf') },
  },
  rows: (access) => access.units('erasure.run') === 'all',
  relations: {
    operation: {
      to: 'Operation',
      shape: 'one',
      element: null,
      on: (erasure, operation) => sql`${operation}.id = ${erasure}.operation_id`,
    },
  },
  sorts: { REQUESTED_AT: [{ property: 'requestedAt', type: 'timestamptz' }] },
});

export const operationErasure: ObjectExtension = {
  type: 'Operation',
  relations: {
    erasure: {
      to: 'Erasure',
      shape: 'one',
      element: null,
      on: (operation, erasure) => sql`${erasure}.operation_id = ${operation}.id`,
    },
  },
};
