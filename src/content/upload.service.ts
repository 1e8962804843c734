import sql from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { BlobStore } from '../base/blobs/blob-store.js';
import type { Context } from '../base/context.js';
import { invalid, notFound, Refusal } from '../base/errors.js';
import { newId, uuidOf } from '../base/ids.js';
import type { DataCategory } from '../catalogue/index.js';
import { namesOf, stagedName } from './blob-names.js';
import { type BlobRemovals, UPLOAD_URL_MINUTES } from './blob-removals.js';
import { cleanFileName, fileTypeOf, hasExtensionOf, purposeRules, purposesOfNobody } from './file-types.js';
import { holdOpenCard } from './open-card.js';
import type { StorageQuota } from './storage-quota.js';
import type { UploadPurpose, UploadState } from './upload.entity.js';
import type { StageUploadInput } from './upload.inputs.js';
import type { UploadTarget } from './upload.types.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** For how long a staged upload waits for its bytes: a slow line may begin in the last minute of its address. */
const STAGED_MS = HOUR_MS;

/** A row of `upload`, as the services need it. */
export interface UploadRow {
  readonly id: string;
  readonly personId: string | null;
  readonly uploaderAccountId: string | null;
  readonly purpose: UploadPurpose;
  readonly state: UploadState;
  readonly declaredType: string;
  readonly declaredBytes: number;
  readonly detectedType: string | null;
  readonly expiresAt: Date | null;
}

/** The category that rights over a file are asked for, by what it was uploaded for. */
export const categoryOf = (purpose: UploadPurpose): DataCategory => (purpose === 'PICTURE' ? 'PICTURE' : 'FILE');

/** Files: staged for a client to put them into Blob Storage, and removed. */
export class UploadService {
  constructor(
    private readonly blobs: BlobStore,
    private readonly quota: StorageQuota,
    private readonly removals: BlobRemovals,
  ) {}

  /** Reserves room for a file and answers where its bytes go. */
  async stage(
    context: Context,
    input: StageUploadInput,
  ): Promise<{ readonly id: string; readonly target: UploadTarget }> {
    const { db, viewer, now } = context;
    const personId = await this.subject(context, input);
    const rule = purposeRules[input.purpose];
    const type = fileTypeOf(input.contentType);
    if (!type || !rule.types.includes(type.mediaType)) throw invalid('upload.typeNotTaken', ['input', 'contentType']);
    const name = cleanFileName(input.fileName);
    if (name === null) throw invalid('upload.badName', ['input', 'fileName']);
    if (!hasExtensionOf(type, name)) throw invalid('upload.wrongEnding', ['input', 'fileName']);
    if (input.byteSize > rule.maximumBytes) {
      throw invalid('upload.tooLarge', ['input', 'byteSize'], { maximum: rule.maximumBytes });
    }
    await this.quota.reserve(context, input.byteSize, ['input', 'byteSize']);
    await this.quota.boundStaged(context);
    const id = newId();
    await db.run(sql`insert into upload (tenant_id, id, person_id, uploader_account_id, uploader_person_id, purpose,
        file_name, declared_type, declared_bytes, blob_name, created_at, expires_at)
      values (${viewer.tenantId}::uuid, ${id}::uuid, ${personId}::uuid, ${viewer.accountId}::uuid,
        ${viewer.personId}::uuid, ${input.purpose}, ${name}, ${type.mediaType}, ${input.byteSize}, ${stagedName(id)},
        ${now}::timestamptz, ${new Date(now.getTime() + STAGED_MS)}::timestamptz)`);
    await this.log(context, 'upload.create', personId, input.purpose, { staged: id });
    return {
      id,
      target: {
        url: await this.blobs.uploadUrl(viewer.tenantId, stagedName(id), UPLOAD_URL_MINUTES),
        headers: [
          { name: 'x-ms-blob-type', value: 'BlockBlob' },
          { name: 'content-type', value: 'application/octet-stream' },
        ],
        expiresAt: new Date(now.getTime() + UPLOAD_URL_MINUTES * MINUTE_MS),
      },
    };
  }

  /** Removes a file: with the right to, or one's own that is not completed yet. */
  async delete(context: Context, globalId: string): Promise<void> {
    const { viewer } = context;
    const upload = await this.lock(context, globalId);
    if (!upload) throw notFound('input', 'uploadId');
    const ownStaged = upload.state === 'STAGED' && upload.uploaderAccountId === viewer.accountId;
    if (!ownStaged) await this.require(context, 'upload.delete', upload);
    if (upload.personId) await holdOpenCard(context, upload.personId, 'uploadId');
    const inUse = await context.db.first(sql`select 1 from upload u
      where u.tenant_id = ${viewer.tenantId}::uuid and u.id = ${upload.id}::uuid and ${isFieldValue}`);
    if (inUse) throw new Refusal({ code: 'CONFLICT', messageKey: 'upload.inUse', field: ['input', 'uploadId'] });
    await this.removeRow(context, upload.id);
    await this.log(context, 'upload.delete', upload.personId, upload.purpose, { deleted: upload.id });
  }

  /**
   * Takes a completed file about the person into use as the value of a tenant-defined field; false for any other. One that
   * its field no longer holds is swept away.
   */
  async claimForField(context: Context, personId: string, uploadId: string): Promise<boolean> {
    const claimed = await context.db.run(sql`update upload set expires_at = null
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${uploadId}::uuid
        and person_id = ${personId}::uuid and purpose = 'FIELD' and state = 'COMPLETE'`);
    return claimed === 1;
  }

  /** The blob of a completed upload that was made for an import; null when there is none in the tenant. */
  async importBlob(context: Context, uploadId: string): Promise<string | null> {
    const upload = await context.db.first<{ blobName: string }>(sql`select blob_name as "blobName" from upload
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${uploadId}::uuid and purpose = 'IMPORT'
        and state = 'COMPLETE'`);
    return upload?.blobName ?? null;
  }

  /** A completed upload that was made for a purpose about nobody in particular, by its id in the API; null when there is none. */
  async stored(
    context: Context,
    globalId: string,
    purpose: UploadPurpose,
  ): Promise<{ readonly blobName: string; readonly mediaType: string; readonly sha256: string } | null> {
    const id = uuidOf('Upload', globalId);
    return id === null
      ? null
      : context.db.first(sql`select blob_name as "blobName", detected_type as "mediaType", sha256 from upload
          where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid and purpose = ${purpose}
            and state = 'COMPLETE' and person_id is null`);
  }

  /** Takes a row and everything stored of it away. */
  async removeRow(context: Context, id: string): Promise<void> {
    await context.db.run(sql`delete from upload
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid`);
    await this.removals.remove(context, namesOf(id));
  }

  /** A row locked for the rest of the transaction, by its global id; null when there is none. */
  async lock(context: Context, globalId: string): Promise<UploadRow | null> {
    const id = uuidOf('Upload', globalId);
    if (!id) return null;
    const row = await context.db.first<
      Omit<UploadRow, 'declaredBytes'> & { readonly declaredBytes: string }
    >(sql`select id, person_id as "personId",
        uploader_account_id as "uploaderAccountId", purpose, state, declared_type as "declaredType",
        declared_bytes as "declaredBytes", detected_type as "detectedType", expires_at as "expiresAt"
      from upload where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid for update`);
    return row && { ...row, declaredBytes: Number(row.declaredBytes) };
  }

  private async subject(context: Context, input: StageUploadInput): Promise<string | null> {
    const action = purposesOfNobody[input.purpose];
    if (action) {
      if (input.personId != null) throw invalid('upload.importIsAboutNobody', ['input', 'personId']);
      if (!context.access.can(action)) {
        throw new Refusal({ code: 'FORBIDDEN', messageKey: 'forbidden', field: ['input', 'purpose'] });
      }
      return null;
    }
    const personId = input.personId == null ? context.viewer.personId : uuidOf('Person', input.personId);
    if (!personId) throw notFound('input', 'personId');
    const need = { category: categoryOf(input.purpose) };
    await context.access.requirePersons('upload.create', [personId], 'personId', need);
    await holdOpenCard(context, personId, 'personId');
    return personId;
  }

  /** Makes sure of the viewer's right over a file; answers as if there were none otherwise. */
  async require(context: Context, action: 'upload.create' | 'upload.delete', upload: UploadRow): Promise<void> {
    const { access } = context;
    if (upload.personId) {
      // What a field holds may be of any category: apart from the field it is touched by who reads every field.
      const limit = action === 'upload.delete' && upload.purpose === 'FIELD' ? { roles: [] } : {};
      const need = { category: categoryOf(upload.purpose), ...limit };
      await access.requirePersons(action, [upload.personId], 'uploadId', need);
    } else if (!access.can(purposesOfNobody[upload.purpose] ?? 'import.run')) throw notFound('input', 'uploadId');
  }

  log(
    context: Context,
    action: 'upload.create' | 'upload.delete',
    personId: string | null,
    purpose: UploadPurpose,
    details: Readonly<Record<string, string>>,
  ): Promise<void> {
    return writeLog(context, {
      action,
      personIds: personId ? [personId] : [],
      categories: [categoryOf(purpose)],
      details: { ...details, purpose },
    });
  }
}

/** Whether a tenant-defined field of the person holds the upload `u`. */
export const isFieldValue = sql`(u.purpose = 'FIELD' and exists (
  select 1 from person p, jsonb_each(p.field_values) v
  where p.tenant_id = u.tenant_id and p.id = u.person_id and v.value = to_jsonb(u.id::text)))`;
