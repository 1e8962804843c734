import type { Readable } from 'node:stream';
import { DefaultAzureCredential } from '@azure/identity';
import {
  BlobSASPermissions,
  BlobServiceClient,
  type BlockBlobParallelUploadOptions,
  type BlockBlobUploadStreamOptions,
  type ContainerClient,
  generateBlobSASQueryParameters,
  RestError,
  SASProtocol,
  StorageSharedKeyCredential,
  type UserDelegationKey,
} from '@azure/storage-blob';

/** Where the blobs are: a connection string in development, the account's address and the managed identity elsewhere. */
export interface BlobStoreOptions {
  readonly connectionString?: string | undefined;
  readonly url?: string | undefined;
}

export interface BlobFacts {
  readonly name: string;
  readonly size: number;
  readonly createdAt: Date;
}

const BLOCK_BYTES = 4 * 1024 * 1024;
const PARALLEL_BLOCKS = 2;
const DELEGATION_MS = 3_600_000;
const CLOCK_SKEW_MS = 5 * 60_000;

const isMissing = (error: unknown): boolean => error instanceof RestError && error.statusCode === 404;

/** There is a blob of that name already. */
export class BlobExists extends Error {}

/**
 * Blob Storage (BJ-10). Each tenant has a container of its own, so that no name reaches another tenant's blobs and the end
 * of a contract removes them as one. Clients get addresses that are good for minutes, for one blob and one thing.
 */
export class BlobStore {
  private readonly service: BlobServiceClient;
  private readonly sharedKey: StorageSharedKeyCredential | null;
  private delegation: { readonly key: UserDelegationKey; readonly until: number } | undefined;
  private readonly containers = new Map<string, Promise<ContainerClient>>();

  constructor(options: BlobStoreOptions) {
    if (options.connectionString) {
      this.service = BlobServiceClient.fromConnectionString(options.connectionString);
      this.sharedKey = this.service.credential instanceof StorageSharedKeyCredential ? this.service.credential : null;
    } else if (options.url) {
      this.service = new BlobServiceClient(options.url, new DefaultAzureCredential());
      this.sharedKey = null;
    } else {
      throw new Error('Blob Storage needs a connection string or the address of an account');
    }
  }

  /** Whether the store answers, for the readiness of the process. */
  async ping(signal: AbortSignal): Promise<void> {
    await this.service.getProperties({ abortSignal: signal });
  }

  /** An address to which one new blob can be written, once: it grants creating and nothing else. */
  uploadUrl(tenantId: string, name: string, minutes: number): Promise<string> {
    return this.signedUrl(tenantId, name, { permissions: 'c', minutes });
  }

  /** An address from which one blob can be read; browsers save it under `fileName` and never show it as a page. */
  readUrl(tenantId: string, name: string, minutes: number, fileName: string, contentType: string): Promise<string> {
    const encoded = encodeURIComponent(fileName).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
    return this.signedUrl(tenantId, name, {
      permissions: 'r',
      minutes,
      contentDisposition: `attachment; filename*=UTF-8''${encoded}`,
      contentType,
    });
  }

  /** Writes a blob whole, replacing one of that name; memory stays at a few blocks. */
  async write(
    tenantId: string,
    name: string,
    content: Readable | Buffer,
    contentType: string,
    signal?: AbortSignal,
  ): Promise<void> {
    await this.put(tenantId, name, content, {
      blobHTTPHeaders: { blobContentType: contentType },
      ...(signal ? { abortSignal: signal } : {}),
    });
  }

  /**
   * Writes a blob whole of which there is none yet.
   *
   * @throws BlobExists
   */
  async create(
    tenantId: string,
    name: string,
    content: Readable | Buffer,
    contentType: string,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.put(tenantId, name, content, {
        blobHTTPHeaders: { blobContentType: contentType },
        conditions: { ifNoneMatch: '*' },
        abortSignal: signal,
      });
    } catch (error) {
      const { statusCode } = error instanceof RestError ? error : {};
      throw statusCode === 409 || statusCode === 412 ? new BlobExists() : error;
    }
  }

  /**
   * Puts an empty blob in a blob's place, or where there is none: an address for creating one cannot write over it. Of what
   * was there, snapshots go as well, which such an address can take.
   */
  async occupy(tenantId: string, name: string, signal: AbortSignal): Promise<void> {
    // Away with it first: it may be of a kind over which a block blob cannot be written.
    await this.delete(tenantId, name, signal);
    const blob = (await this.container(tenantId)).getBlockBlobClient(name);
    await blob.upload(Buffer.alloc(0), 0, { abortSignal: signal });
    // Of what was put and kept in between.
    await blob.delete({ deleteSnapshots: 'only', abortSignal: signal }).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }

  /** The content of a blob as a stream, or null when there is none. */
  async read(tenantId: string, name: string, signal?: AbortSignal): Promise<Readable | null> {
    try {
      const blob = (await this.container(tenantId)).getBlockBlobClient(name);
      const response = await blob.download(0, undefined, signal ? { abortSignal: signal } : {});
      return (response.readableStreamBody as Readable | undefined) ?? null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** The size in bytes of a blob, or null when there is none. */
  async size(tenantId: string, name: string): Promise<number | null> {
    try {
      const properties = await (await this.container(tenantId)).getBlockBlobClient(name).getProperties();
      return properties.contentLength ?? 0;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Whether there is a blob with anything in it; an empty one only occupies its name. */
  async holds(tenantId: string, name: string): Promise<boolean> {
    return ((await this.size(tenantId, name)) ?? 0) > 0;
  }

  /** Removes a blob with its snapshots; answers whether there was one. */
  async delete(tenantId: string, name: string, signal?: AbortSignal): Promise<boolean> {
    const { succeeded } = await (await this.container(tenantId))
      .getBlockBlobClient(name)
      .deleteIfExists({ deleteSnapshots: 'include', ...(signal ? { abortSignal: signal } : {}) });
    return succeeded;
  }

  async *list(tenantId: string, prefix: string): AsyncGenerator<BlobFacts> {
    for await (const item of (await this.container(tenantId)).listBlobsFlat({ prefix })) {
      const { contentLength, createdOn, lastModified } = item.properties;
      yield { name: item.name, size: contentLength ?? 0, createdAt: createdOn ?? lastModified };
    }
  }

  private async put(
    tenantId: string,
    name: string,
    content: Readable | Buffer,
    options: BlockBlobParallelUploadOptions & BlockBlobUploadStreamOptions,
  ): Promise<void> {
    const blob = (await this.container(tenantId)).getBlockBlobClient(name);
    if (Buffer.isBuffer(content)) await blob.uploadData(content, options);
    else await blob.uploadStream(content, BLOCK_BYTES, PARALLEL_BLOCKS, options);
  }

  private container(tenantId: string): Promise<ContainerClient> {
    const known = this.containers.get(tenantId);
    if (known) return known;
    const client = this.service.getContainerClient(`tenant-${tenantId}`);
    const ready = client.createIfNotExists().then(() => client);
    this.containers.set(tenantId, ready);
    ready.catch(() => this.containers.delete(tenantId));
    return ready;
  }

  private async signedUrl(
    tenantId: string,
    name: string,
    grant: { permissions: 'c' | 'r'; minutes: number; contentDisposition?: string; contentType?: string },
  ): Promise<string> {
    const blob = (await this.container(tenantId)).getBlockBlobClient(name);
    const now = Date.now();
    const { minutes, permissions, ...headers } = grant;
    const values = {
      containerName: blob.containerName,
      blobName: name,
      permissions: BlobSASPermissions.parse(permissions),
      startsOn: new Date(now - CLOCK_SKEW_MS),
      expiresOn: new Date(now + minutes * 60_000),
      protocol: this.sharedKey ? SASProtocol.HttpsAndHttp : SASProtocol.Https,
      ...headers,
    };
    const parameters = this.sharedKey
      ? generateBlobSASQueryParameters(values, this.sharedKey)
      : generateBlobSASQueryParameters(values, await this.delegationKey(now), this.service.accountName);
    return `${blob.url}?${parameters.toString()}`;
  }

  private async delegationKey(now: number): Promise<UserDelegationKey> {
    if (this.delegation && this.delegation.until > now + DELEGATION_MS / 2) return this.delegation.key;
    const until = now + 2 * DELEGATION_MS;
    const key = await this.service.getUserDelegationKey(new Date(now - CLOCK_SKEW_MS), new Date(until));
    this.delegation = { key, until };
    return key;
  }
}
