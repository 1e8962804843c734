/** The parts of Azurite's blob server that Varde uses: the package itself comes without types. */
declare module 'azurite/dist/src/blob/BlobConfiguration.js' {
  const module: { default: new (...settings: readonly unknown[]) => object };
  export default module;
}

declare module 'azurite/dist/src/blob/BlobServer.js' {
  import type { Server } from 'node:http';

  interface Store {
    readonly db: { saveDatabase(done: (error?: Error | null) => void): void };
  }

  class BlobServer {
    constructor(configuration: object);
    readonly httpServer: Server;
    readonly metadataStore: Store;
    readonly extentMetadataStore: Store;
    readonly accountDataStore: {
      accounts: Record<string, { name: string; key1: Buffer }>;
      refresh(): void;
    };
    start(): Promise<void>;
    close(): Promise<void>;
    afterClose(): Promise<void>;
  }

  const module: { default: typeof BlobServer };
  export default module;
}
