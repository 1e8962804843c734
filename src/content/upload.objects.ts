import sql from 'sql-template-tag';
import { predicateOf } from '../base/predicate.js';
import { describeObject, type ObjectExtension } from '../catalogue/index.js';
import { Upload } from './upload.entity.js';

/** What an address for downloading is made of. */
export interface StoredFile {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
}

/**
 * Files about a person are seen by who may read files about the person. The file in a tenant-defined field may be of any
 * category: it is the field that says who reads it, and apart from the field only who reads every field sees it, and who
 * uploaded it until the field holds it.
 */
export const uploadObject = describeObject<Upload>({
  type: 'Upload',
  entity: Upload,
  subject: 'personId',
  columns: ['purpose', 'state', 'fileName', 'sha256', 'createdAt', 'completedAt', 'expiresAt'],
  readBy: { action: 'person.read', category: 'FILE' },
  rows: (access, alias) => {
    const person = sql`${alias}.person_id`;
    const files = access.persons('person.read', person, { category: 'FILE' });
    const fields = access.persons('person.read', person, { category: 'FILE', roles: [] });
    const unused = sql`(${alias}.uploader_account_id = ${access.viewer.accountId}::uuid and ${alias}.expires_at is not null
      and ${predicateOf(access.persons('upload.create', person, { category: 'FILE' }))})`;
    return sql`case when ${alias}.purpose = 'FIELD' then ${predicateOf(fields)} or ${unused} else ${predicateOf(files)} end`;
  },
  computed: {
    contentType: { from: ['detectedType', 'declaredType'], value: ([detected, declared]) => detected ?? declared },
    byteSize: {
      from: ['measuredBytes', 'declaredBytes'],
      value: ([measured, declared]) => Number(measured ?? declared),
    },
    downloadUrl: {
      from: ['id', 'fileName', 'detectedType', 'state', 'blobName'],
      value: ([id, fileName, mediaType, state]) => (state === 'COMPLETE' ? { id, fileName, mediaType } : null),
    },
  },
  relations: {
    person: { to: 'Person', shape: 'one', element: null, on: (row, person) => sql`${person}.id = ${row}.person_id` },
    uploader: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.uploader_person_id`,
    },
  },
  sorts: { CREATED_AT: [{ property: 'createdAt', type: 'timestamptz' }] },
});

export const personUploads: ObjectExtension = {
  type: 'Person',
  relations: {
    uploads: {
      to: 'Upload',
      shape: 'connection',
      element: null,
      on: (person, row) =>
        sql`${row}.person_id = ${person}.id and ${row}.state <> 'STAGED' and ${row}.purpose <> 'PICTURE'`,
      orderBy: { field: 'CREATED_AT', direction: 'DESC' },
    },
  },
};
