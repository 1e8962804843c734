import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { toGlobalId } from '../../base/ids.js';
import type { ApiClient } from '../../commands/api-client.js';
import { perform } from './demo.acts.js';
import type { DemoIds } from './demo.ids.js';
import { demoNotices } from './demo.notices.js';
import type { DemoActors, DemoHold, DemoImport, DemoNotice, DemoRequest } from './demo.story.types.js';
import type { DemoTenant } from './demo.types.js';
import { putFile } from './demo.upload.js';

/** Subject of the account that acts for the controller. */
export function controllerOf(tenant: DemoTenant): string {
  const account = tenant.accounts.find(({ roles }) => roles?.some(({ role }) => role === 'controller'));
  if (!account) throw new Error(`Demo ${tenant.slug}: nobody acts for the controller.`);
  return account.subject;
}

/** What the controller of a demo tenant has done, and what it is asked to do. */
export class DemoGoverning {
  constructor(
    private readonly tenant: DemoTenant,
    private readonly ids: DemoIds,
    private readonly actors: DemoActors,
  ) {}

  async govern(): Promise<void> {
    const { story, slug } = this.tenant;
    const client = await this.actors.as(controllerOf(this.tenant));
    for (const notice of demoNotices[slug] ?? []) await this.publish(client, notice);
    for (const hold of story.holds) await this.hold(client, hold);
    for (const request of story.requests) await this.request(request);
    if (story.nextMatrix) await this.discuss(client, story.nextMatrix);
    for (const act of story.acts ?? []) await perform(act, this.ids, this.actors);
    if (story.import) await this.import(client, story.import);
  }

  private async publish(client: ApiClient, notice: DemoNotice): Promise<void> {
    interface Known {
      readonly viewer: { readonly tenant: { readonly privacyNotices: readonly { readonly language: string }[] } };
    }
    const { viewer } = await client.ask<Known>('{ viewer { tenant { privacyNotices { language } } } }');
    if (viewer.tenant.privacyNotices.some(({ language }) => language === notice.language)) return;
    await client.mutate(
      'mutation ($input: PublishPrivacyNoticeInput!) { publishPrivacyNotice(input: $input) { userErrors { message } } }',
      notice,
    );
  }

  private async hold(client: ApiClient, { about, ...hold }: DemoHold): Promise<void> {
    const personId = toGlobalId('Person', this.ids.of('person', about));
    const query = 'query ($id: ID!) { legalHolds(personId: $id) { ground } }';
    const { legalHolds } = await client.ask<{ legalHolds: readonly { readonly ground: string }[] }>(query, {
      id: personId,
    });
    if (legalHolds.some(({ ground }) => ground === hold.ground)) return;
    await client.mutate(
      'mutation ($input: PlaceLegalHoldInput!) { placeLegalHold(input: $input) { userErrors { message } } }',
      { personId, ...hold },
    );
  }

  private async request({ by, kind, details }: DemoRequest): Promise<void> {
    const client = await this.actors.as(by);
    interface Known {
      readonly viewer: { readonly requests: { readonly nodes: readonly { readonly kind: string }[] } };
    }
    const { viewer } = await client.ask<Known>('{ viewer { requests(first: 100) { nodes { kind } } } }');
    if (viewer.requests.nodes.some((known) => known.kind === kind)) return;
    await client.mutate(
      'mutation ($input: MakeRequestInput!) { makeRequest(input: $input) { userErrors { message } } }',
      {
        kind,
        details,
      },
    );
  }

  /** It begins as a copy of the one that is adopted. */
  private async discuss(client: ApiClient, title: string): Promise<void> {
    const { matrices } = await client.ask<{ matrices: readonly { readonly title: string }[] }>(
      '{ matrices { title } }',
    );
    if (matrices.some((known) => known.title === title)) return;
    const { matrix } = await client.mutate<{ matrix: { id: string; version: number } }>(
      'mutation ($input: DraftMatrixInput!) { draftMatrix(input: $input) { matrix { id version } userErrors { message } } }',
      { title },
    );
    const { id: matrixId, version: expectedVersion } = matrix;
    await client.mutate(
      'mutation ($input: DiscussMatrixInput!) { discussMatrix(input: $input) { userErrors { message } } }',
      { matrixId, expectedVersion },
    );
  }

  /** Starts it; it runs beside whatever comes next. */
  private async import(client: ApiClient, { source, files }: DemoImport): Promise<void> {
    const { operations } = await client.ask<{ operations: { readonly nodes: readonly { readonly kind: string }[] } }>(
      '{ operations(first: 100) { nodes { kind } } }',
    );
    if (operations.nodes.some(({ kind }) => kind === 'IMPORT')) return;
    const zip = new ZipFile();
    for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
    zip.end();
    const facts = { purpose: 'IMPORT', fileName: 'oneroster.zip', contentType: 'application/zip' };
    const uploadId = await putFile(client, facts, await buffer(zip.outputStream));
    await client.mutate(
      'mutation ($input: StartImportInput!) { startImport(input: $input) { userErrors { message } } }',
      { uploadId, source, onBadRows: 'REJECT_ALL' },
    );
  }
}
