import sql from 'sql-template-tag';
import { describeObject, type ObjectExtension } from '../../catalogue/index.js';
import { ExportArchive } from './export-archive.entity.js';

/** Where the archive is, for the resolver that signs its address. */
export interface ArchivePlace {
  readonly blobName: string;
  readonly personId: string | null;
  readonly createdAt: string | Date;
  readonly expiresAt: string | Date;
}

/** An archive is for the controller, and for who asked for it while still entitled to all that is in it. */
export const exportArchiveObject = describeObject<ExportArchive>({
  type: 'ExportArchive',
  entity: ExportArchive,
  id: 'operationId',
  columns: ['sha256', 'expiresAt'],
  computed: {
    size: { from: ['size'], value: ([size]) => Number(size) },
    downloadUrl: {
      from: ['blobName', 'personId', 'createdAt', 'expiresAt'],
      value: ([blobName, personId, createdAt, expiresAt]) => ({ blobName, personId, createdAt, expiresAt }),
    },
  },
  rows: (access, alias) => {
    if (access.units('export.tenant') === 'all') return true;
    const entitled = access.persons('export.person', sql`${alias}.person_id`);
    if (entitled === false) return false;
    return sql`${entitled === true ? sql`true` : entitled} and exists (select 1 from operation o
      where o.tenant_id = ${alias}.tenant_id and o.id = ${alias}.operation_id
        and o.requested_by_account_id = ${access.viewer.accountId}::uuid)`;
  },
});

export const operationArchive: ObjectExtension = {
  type: 'Operation',
  relations: {
    archive: {
      to: 'ExportArchive',
      shape: 'one',
      element: null,
      on: (operation, archive) => sql`${archive}.operation_id = ${operation}.id`,
    },
  },
};
