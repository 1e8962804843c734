/** Where the blobs of a tenant's container stand. Names are made of ids, never of what a client said. */

/** What clients write to; nothing here is ever read by anybody but the API. */
export const STAGED = 'staged/';
/** Files as they were measured. No address for writing reaches them. */
export const FILES = 'files/';
/** Renditions of pictures. */
export const PICTURES = 'pictures/';

export const stagedName = (uploadId: string): string => `${STAGED}${uploadId}`;
export const storedName = (uploadId: string): string => `${FILES}${uploadId}`;

export const pictureSizes = ['SMALL', 'MEDIUM', 'LARGE'] as const;
export type PictureSize = (typeof pictureSizes)[number];

export const pictureName = (uploadId: string, size: PictureSize): string =>
  `${PICTURES}${uploadId}/${size.toLowerCase()}.webp`;

export const pictureNames = (uploadId: string): string[] => pictureSizes.map((size) => pictureName(uploadId, size));

/** Every name under which something of an upload may stand, also of one whose completion or processing was cut off. */
export const namesOf = (uploadId: string): string[] => [
  stagedName(uploadId),
  storedName(uploadId),
  ...pictureNames(uploadId),
];

/** The upload that a blob belongs to, or null for a name that is none of the above. */
export function uploadOf(name: string): string | null {
  return /^(?:staged|files|pictures)\/([0-9a-f-]{36})(?:\/[a-z]+\.webp)?$/.exec(name)?.[1] ?? null;
}

/** Everything that may stand beside a blob for the same upload, with the blob itself. */
export function namesBeside(name: string): string[] {
  const uploadId = uploadOf(name);
  return uploadId ? namesOf(uploadId) : [name];
}
