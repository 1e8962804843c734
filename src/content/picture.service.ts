import { buffer } from 'node:stream/consumers';
import sql from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { BlobStore } from '../base/blobs/blob-store.js';
import type { Context } from '../base/context.js';
import { invalid, notFound, Refusal, staleVersion } from '../base/errors.js';
import { uuidOf } from '../base/ids.js';
import type { BlobMaking, Checked } from './blob-making.js';
import { pictureName, pictureNames, stagedName, storedName } from './blob-names.js';
import type { BlobRemovals } from './blob-removals.js';
import { Gate } from './gate.js';
import { type Rendition, renderPicture, UnreadablePicture } from './picture.renderer.js';
import type { RemovePictureInput, SetPictureInput } from './picture.types.js';
import type { StorageQuota } from './storage-quota.js';
import type { UploadService } from './upload.service.js';

interface Card {
  readonly version: number;
  readonly pictureUploadId: string | null;
}

/** Which upload becomes whose picture. */
interface Chosen {
  readonly personId: string;
  readonly uploadId: string;
}

const RENDERED_AT_ONCE = 2;

const need = { category: 'PICTURE' };

/** Persons' pictures: encoded anew from an upload, replaced and removed without leaving anything behind. */
export class PictureService {
  private readonly gate = new Gate(RENDERED_AT_ONCE);

  constructor(
    private readonly blobs: BlobStore,
    private readonly uploads: UploadService,
    private readonly making: BlobMaking,
    private readonly quota: StorageQuota,
    private readonly removals: BlobRemovals,
  ) {}

  /** Makes an upload the person's picture; answers the person's id. Setting the same one again answers the same. */
  set(context: Context, input: SetPictureInput): Promise<string> {
    const { tenantId } = context.viewer;
    return this.making.run<Chosen, readonly Rendition[], string>(context, {
      check: () => this.check(context, input),
      make: ({ uploadId }, signal) => this.gate.run(() => this.render(tenantId, uploadId, signal)),
      finish: (chosen, renditions) => this.take(context, chosen, renditions),
    });
  }

  /** Removes the person's picture, if there is one; answers the person's id. */
  async remove(context: Context, input: RemovePictureInput): Promise<string> {
    const personId = await this.subject(context, input.personId);
    const card = await this.lockCard(context, personId);
    if (card.version !== input.expectedVersion) throw staleVersion(card.version);
    if (card.pictureUploadId === null) return personId;
    await this.clear(context, personId);
    await this.finish(context, personId, null, 'removed');
    return personId;
  }

  private async check(context: Context, input: SetPictureInput): Promise<Checked<Chosen, string>> {
    const personId = await this.subject(context, input.personId);
    const uploadId = uuidOf('Upload', input.uploadId);
    // Before the card, in the order in which completing an upload locks them.
    const upload = await this.uploads.lock(context, input.uploadId);
    const card = await this.lockCard(context, personId);
    if (uploadId !== null && card.pictureUploadId === uploadId) return { result: personId };
    if (upload?.purpose !== 'PICTURE' || upload.personId !== personId) throw notFound('input', 'uploadId');
    if (card.version !== input.expectedVersion) throw staleVersion(card.version);
    if (upload.state !== 'COMPLETE') {
      throw new Refusal({ code: 'CONFLICT', messageKey: 'upload.notComplete', field: ['input', 'uploadId'] });
    }
    return { source: { personId, uploadId: upload.id }, names: pictureNames(upload.id) };
  }

  private async take(
    context: Context,
    { personId, uploadId }: Chosen,
    renditions: readonly Rendition[],
  ): Promise<string> {
    const { db, viewer } = context;
    await this.clear(context, personId);
    await db.run(sql`delete from upload where tenant_id = ${viewer.tenantId}::uuid and id = ${uploadId}::uuid`);
    const bytes = renditions.reduce((sum, { content }) => sum + content.length, 0);
    await this.quota.reserve(context, bytes, ['input', 'uploadId']);
    for (const { size, content, width, height, sha256 } of renditions) {
      await db.run(sql`insert into picture
          (tenant_id, person_id, size, upload_id, blob_name, bytes, width, height, sha256)
        values (${viewer.tenantId}::uuid, ${personId}::uuid, ${size}, ${uploadId}::uuid, ${pictureName(uploadId, size)},
          ${content.length}, ${width}, ${height}, ${sha256})`);
    }
    await this.removals.remove(context, [stagedName(uploadId), storedName(uploadId)]);
    await this.finish(context, personId, uploadId, 'set');
    return personId;
  }

  private async subject(context: Context, globalId: string | null | undefined): Promise<string> {
    const { viewer, access } = context;
    const personId = globalId == null ? viewer.personId : uuidOf('Person', globalId);
    if (!personId) throw notFound('input', 'personId');
    const action = personId === viewer.personId ? 'person.correct' : 'person.update';
    await access.requirePersons(action, [personId], 'personId', need);
    return personId;
  }

  private async lockCard(context: Context, personId: string): Promise<Card> {
    const card = await context.db.first<Card>(sql`select version, picture_upload_id as "pictureUploadId" from person
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${personId}::uuid and erasure_id is null
      for no key update`);
    if (!card) throw notFound('input', 'personId');
    return card;
  }

  private async render(tenantId: string, uploadId: string, signal: AbortSignal): Promise<readonly Rendition[]> {
    signal.throwIfAborted();
    const original = await this.blobs.read(tenantId, storedName(uploadId), signal);
    if (!original) throw notFound('input', 'uploadId');
    try {
      const renditions = await renderPicture(await buffer(original));
      for (const { size, content } of renditions) {
        await this.blobs.create(tenantId, pictureName(uploadId, size), content, 'image/webp', signal);
      }
      return renditions;
    } catch (error) {
      if (error instanceof UnreadablePicture) throw invalid('picture.unreadable', ['input', 'uploadId']);
      throw error;
    }
  }

  private async clear(context: Context, personId: string): Promise<void> {
    const removed = await context.db.many<{ blobName: string }>(sql`delete from picture
      where tenant_id = ${context.viewer.tenantId}::uuid and person_id = ${personId}::uuid
      returning blob_name as "blobName"`);
    await this.removals.remove(
      context,
      removed.map(({ blobName }) => blobName),
    );
  }

  private async finish(context: Context, personId: string, uploadId: string | null, what: string): Promise<void> {
    const { db, viewer, now } = context;
    await db.run(sql`update person
      set picture_upload_id = ${uploadId}::uuid, version = version + 1, updated_at = ${now}::timestamptz
      where tenant_id = ${viewer.tenantId}::uuid and id = ${personId}::uuid`);
    await writeLog(context, {
      action: personId === viewer.personId ? 'person.correct' : 'person.update',
      personIds: [personId],
      categories: ['PICTURE'],
      details: { picture: what },
    });
  }
}
