import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { BlobStore } from '../base/blobs/blob-store.js';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { type Connection, PageArgs } from '../base/graphql/connection.types.js';
import { relationOf } from '../base/reading/index.js';
import { PersonType } from '../people/index.js';
import { storedName } from './blob-names.js';
import { servedAs } from './file-types.js';
import type { StorageQuota, StorageUse } from './storage-quota.js';
import { CompleteUploadInput, DeleteUploadInput, StageUploadInput } from './upload.inputs.js';
import type { StoredFile } from './upload.objects.js';
import type { UploadService } from './upload.service.js';
import {
  CompleteUploadPayload,
  DeleteUploadPayload,
  StageUploadPayload,
  StorageUseType,
  UploadConnection,
  UploadType,
} from './upload.types.js';
import type { UploadCompletionService } from './upload-completion.service.js';

/** For how long an address for downloading is good. */
export const DOWNLOAD_URL_MINUTES = 5;

@Resolver(() => UploadType)
export class UploadResolver {
  constructor(
    private readonly uploads: UploadService,
    private readonly completion: UploadCompletionService,
    private readonly quota: StorageQuota,
    private readonly blobs: BlobStore,
  ) {}

  @Action('upload.create')
  @Mutation(() => StageUploadPayload, {
    description:
      'Announces a file and reserves room for it. PUT the bytes to the address in the answer, then complete the upload.',
  })
  async stageUpload(
    @Arg('input', () => StageUploadInput, { description: 'The file.' }) input: StageUploadInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { id, target } = await this.uploads.stage(context, input);
    return { target, upload: await context.read.one('Upload', id, info, ['upload']) };
  }

  @Action('upload.create')
  @Mutation(() => CompleteUploadPayload, {
    description:
      'Measures size, type and hash of what was put, after which the file can be used and no longer be changed. Completing again answers the same.',
  })
  async completeUpload(
    @Arg('input', () => CompleteUploadInput, { description: 'Which upload.' }) input: CompleteUploadInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { id, refusals } = await this.completion.complete(context, input.uploadId);
    return { refusals, upload: id && (await context.read.one('Upload', id, info, ['upload'])) };
  }

  @Action('upload.create')
  @Mutation(() => DeleteUploadPayload, {
    description:
      'Removes a file for good: with the right to delete files about the person, or one’s own while it is staged.',
  })
  async deleteUpload(
    @Arg('input', () => DeleteUploadInput, { description: 'Which upload.' }) input: DeleteUploadInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await this.uploads.delete(context, input.uploadId);
    return { deletedId: input.uploadId };
  }

  @Action('settings.manage')
  @Query(() => StorageUseType, { description: 'What the controller stores, and may store.' })
  storage(@Ctx() context: Context): Promise<StorageUse> {
    return this.quota.read(context);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'An address from which the file can be downloaded for five minutes; null until it is complete. Personal data: FILE.',
  })
  async downloadUrl(
    @Root() upload: { readonly downloadUrl: StoredFile | null },
    @Ctx() context: Context,
  ): Promise<string | null> {
    if (!upload.downloadUrl) return null;
    const { id, fileName: name, mediaType } = upload.downloadUrl;
    return this.blobs.readUrl(context.viewer.tenantId, storedName(id), DOWNLOAD_URL_MINUTES, name, servedAs(mediaType));
  }
}

@Resolver(() => PersonType)
export class PersonUploadsResolver {
  @FieldResolver(() => UploadConnection, {
    description: 'The files about the person that the viewer may see, the newest first. Personal data: FILE.',
  })
  uploads(
    @Root() person: object,
    @Args(() => PageArgs) _page: PageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Connection<UploadType> {
    return relationOf(person, info);
  }
}
