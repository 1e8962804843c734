import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { BlobStore } from '../base/blobs/blob-store.js';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { PersonType } from '../people/index.js';
import type { PictureSize } from './blob-names.js';
import type { PictureBlobs } from './picture.objects.js';
import type { PictureService } from './picture.service.js';
import {
  PersonPicture,
  RemovePictureInput,
  RemovePicturePayload,
  SetPictureInput,
  SetPicturePayload,
} from './picture.types.js';

/** Longer than a download: a page loads its pictures as they are scrolled to. */
const PICTURE_URL_MINUTES = 15;

@Resolver(() => PersonType)
export class PictureResolver {
  constructor(
    private readonly pictures: PictureService,
    private readonly blobs: BlobStore,
  ) {}

  @Action('person.correct')
  @Mutation(() => SetPicturePayload, {
    description:
      'Makes an uploaded JPEG, PNG or WebP the picture of a person. It is encoded anew in three sizes without EXIF or place, and the upload is removed.',
  })
  async setPicture(
    @Arg('input', () => SetPictureInput, { description: 'The picture.' }) input: SetPictureInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const personId = await this.pictures.set(context, input);
    return { person: await context.read.one('Person', personId, info, ['person']) };
  }

  @Action('person.correct')
  @Mutation(() => RemovePicturePayload, { description: 'Removes the picture of a person for good.' })
  async removePicture(
    @Arg('input', () => RemovePictureInput, { description: 'Whose.' }) input: RemovePictureInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const personId = await this.pictures.remove(context, input);
    return { person: await context.read.one('Person', personId, info, ['person']) };
  }

  @FieldResolver(() => PersonPicture, {
    nullable: true,
    description: 'The person’s picture; null where there is none. Personal data: PICTURE.',
  })
  async picture(
    @Root() person: { readonly picture: PictureBlobs | null },
    @Ctx() context: Context,
  ): Promise<PersonPicture | null> {
    const names = person.picture;
    if (!names) return null;
    const address = (size: PictureSize): Promise<string> =>
      this.blobs.readUrl(
        context.viewer.tenantId,
        names[size],
        PICTURE_URL_MINUTES,
        `${size.toLowerCase()}.webp`,
        'image/webp',
      );
    const [small, medium, large] = await Promise.all([address('SMALL'), address('MEDIUM'), address('LARGE')]);
    return { small, medium, large, expiresAt: new Date(context.now.getTime() + PICTURE_URL_MINUTES * 60_000) };
  }
}
