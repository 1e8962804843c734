import type { Domain } from '../catalogue/index.js';
import { BlobRemoval } from './blob-removal.entity.js';
import { Comment } from './comment.entity.js';
import { commentObject, personComments } from './comment.objects.js';
import { CommentType } from './comment.types.js';
import { CommentVersion } from './comment-version.entity.js';
import { commentVersionObject, commentVersions } from './comment-version.objects.js';
import { contentLabels } from './content.labels.js';
import { contentMessages } from './content.messages.js';
import { Picture } from './picture.entity.js';
import { personPicture } from './picture.objects.js';
import { screening } from './screening/index.js';
import { Upload } from './upload.entity.js';
import { personUploads, uploadObject } from './upload.objects.js';
import { UploadType } from './upload.types.js';

export { BlobMaking } from './blob-making.js';
export { namesBeside } from './blob-names.js';
export { BlobRemovals } from './blob-removals.js';
export { CommentResolver, CommentVersionsResolver, PersonCommentsResolver } from './comment.resolver.js';
export { CommentService } from './comment.service.js';
export { FieldFileResolver } from './field-file.resolver.js';
export { MalwareScanner, type MalwareScannerOptions } from './malware-scanner.js';
export { blobsOfPerson, blobsOfTenant, type DeclaredBlob } from './person-blobs.js';
export { PictureResolver } from './picture.resolver.js';
export { PictureService } from './picture.service.js';
export { composeScreening } from './screening/index.js';
export { StorageQuota } from './storage-quota.js';
export { templateReader } from './template-file.reader.js';
export { PersonUploadsResolver, UploadResolver } from './upload.resolver.js';
export { UploadService } from './upload.service.js';
export { UploadSweep } from './upload.sweep.js';
export { UploadCompletionService } from './upload-completion.service.js';
export { UploadType };

/**
 * Files about persons, their pictures, and comments on them. Every blob stands in a column that declares `blob: true`: {@link blobsOfPerson} and
 * {@link blobsOfTenant} find them by the catalogue, and whoever deletes such a row hands its names to
 * {@link BlobRemovals} in the same transaction (`schedule`, then `drain` after the commit). Names that a
 * client or a piece of work could still write are occupied until nobody can.
 */
export const contentDomain: Domain = {
  entities: [Comment, CommentVersion, Upload, Picture, BlobRemoval, ...screening.entities],
  objects: [uploadObject, commentObject, commentVersionObject, ...screening.objects],
  extensions: [personUploads, personPicture, personComments, commentVersions, ...screening.extensions],
  nodeTypes: [UploadType, CommentType, ...screening.nodeTypes],
  messages: [contentMessages, contentLabels, ...screening.messages],
};
