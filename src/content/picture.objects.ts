import sql from 'sql-template-tag';
import type { Context } from '../base/context.js';
import type { PreparedValue, RowGuard } from '../base/reading/index.js';
import type { ObjectExtension } from '../catalogue/index.js';
import type { PictureSize } from './blob-names.js';

/** The blobs of a person's picture by size, before they become addresses. */
export type PictureBlobs = Readonly<Record<PictureSize, string>>;

const need = { category: 'PICTURE' };

/** The renditions of a card's picture as one column, where the viewer may see pictures of the person. */
async function preparePicture(
  _context: Context,
  guard: RowGuard,
  alias: Parameters<RowGuard['rows']>[0],
): Promise<PreparedValue> {
  const shown = guard.shows(need, alias);
  const blobs = sql`(select json_object_agg(r.size, r.blob_name) from picture r
    where r.tenant_id = ${alias}.tenant_id and r.person_id = ${alias}.id)`;
  return {
    sql: typeof shown === 'boolean' ? (shown ? blobs : sql`null::json`) : sql`case when ${shown} then ${blobs} end`,
    finish: (value) => value,
    elements: [{ name: 'picture.blobName', need }],
  };
}

export const personPicture: ObjectExtension = { type: 'Person', prepared: { picture: preparePicture } };
