import DataLoader from 'dataloader';
import sql, { type Sql } from 'sql-template-tag';
import { Ctx, Field, FieldResolver, Float, ObjectType, Resolver, Root } from 'type-graphql';
import type { BlobStore } from '../base/blobs/blob-store.js';
import type { Context } from '../base/context.js';
import type { Transaction } from '../base/database/transaction.js';
import { uuidOf } from '../base/ids.js';
import { FieldValueType } from '../people/index.js';
import { storedName } from './blob-names.js';
import { servedAs } from './file-types.js';
import type { FindingKind } from './screening/detect/index.js';
import { FindingKindEnum } from './screening/screening.enums.js';
import { DOWNLOAD_URL_MINUTES } from './upload.resolver.js';

@ObjectType({
  description:
    'The file in a tenant-defined field, for whoever may read the field. Personal data of the field’s category.',
  simpleResolvers: true,
})
export class FieldFile {
  @Field(() => String, { description: 'The file’s name.' })
  fileName!: string;

  @Field(() => String, { description: 'Its media type.' })
  contentType!: string;

  @Field(() => Float, { description: 'Its size in bytes.' })
  byteSize!: number;

  @Field(() => String, { description: 'An address from which it can be downloaded for five minutes.' })
  downloadUrl!: string;
}

@ObjectType({ description: 'What stands where the file in a field was purged.', simpleResolvers: true })
export class FieldFileTombstone {
  @Field(() => [FindingKindEnum], { description: 'What it seemed to hold. Personal data of the field’s category.' })
  kinds!: FindingKind[];

  @Field(() => String, { description: 'Why, in the words of who decided it.' })
  reason!: string;

  @Field(() => Date, { description: 'When.' })
  decidedAt!: Date;
}

interface FileRow {
  readonly id: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly byteSize: number;
}

/** Rows by the ids of their files: one statement for all of an operation. */
class Loaders<Row extends { readonly id: string }> {
  private readonly loaders = new WeakMap<Transaction, DataLoader<string, Row | null>>();

  constructor(private readonly rows: (db: Transaction, ids: readonly string[]) => Sql) {}

  of(db: Transaction): DataLoader<string, Row | null> {
    const known = this.loaders.get(db);
    if (known) return known;
    const loader = new DataLoader<string, Row | null>(async (ids) => {
      const byId = new Map((await db.many<Row>(this.rows(db, [...ids]))).map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    });
    this.loaders.set(db, loader);
    return loader;
  }
}

/** Files in fields: the field that shows its value is what says that the viewer may read the file. */
@Resolver(() => FieldValueType)
export class FieldFileResolver {
  private readonly files = new Loaders<FileRow>(
    (db, ids) => sql`select id, file_name as "fileName", detected_type as "contentType",
        measured_bytes::float8 as "byteSize"
      from upload where tenant_id = ${db.scope.tenantId}::uuid and id = any(${ids}::uuid[]) and state = 'COMPLETE'`,
  );
  private readonly tombstones = new Loaders<FieldFileTombstone & { readonly id: string }>(
    (db, ids) => sql`select upload_id as id, kinds, reason, decided_at as "decidedAt" from content_tombstone
      where tenant_id = ${db.scope.tenantId}::uuid and upload_id = any(${ids}::uuid[]) and act = 'PURGED'`,
  );

  constructor(private readonly blobs: BlobStore) {}

  @FieldResolver(() => FieldFile, { nullable: true, description: 'The file that a FILE refers to.' })
  async file(@Root() value: FieldValueType, @Ctx() context: Context): Promise<FieldFile | null> {
    const id = value.fileId && uuidOf('Upload', value.fileId);
    const row = id ? await this.files.of(context.db).load(id) : null;
    if (!row) return null;
    const { tenantId } = context.viewer;
    const { fileName, contentType } = row;
    const blob = storedName(row.id);
    return {
      ...row,
      downloadUrl: await this.blobs.readUrl(tenantId, blob, DOWNLOAD_URL_MINUTES, fileName, servedAs(contentType)),
    };
  }

  @FieldResolver(() => FieldFileTombstone, {
    nullable: true,
    description: 'That the file was purged, and why; null where it was not.',
  })
  async fileTombstone(@Root() value: FieldValueType, @Ctx() context: Context): Promise<FieldFileTombstone | null> {
    const id = value.fileId && uuidOf('Upload', value.fileId);
    return id ? this.tombstones.of(context.db).load(id) : null;
  }
}
