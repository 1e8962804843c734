import { createHash } from 'node:crypto';
import { type ApiClient, CommandError } from '../api-client.js';
import type { Stage } from './stage.js';

const exportPerson = `mutation ($input: ExportPersonInput!) { exportPerson(input: $input) {
  operation { id } userErrors { message }
} }`;
const exportTenant = `mutation ($input: ExportTenantInput!) { exportTenant(input: $input) {
  operation { id } userErrors { message }
} }`;
const archive = 'query ($id: ID!) { operation(id: $id) { archive { size sha256 expiresAt downloadUrl } } }';

interface Started {
  readonly operation: { readonly id: string };
}

interface Archive {
  readonly operation: {
    readonly archive: {
      readonly size: number;
      readonly sha256: string;
      readonly expiresAt: string;
      readonly downloadUrl: string | null;
    } | null;
  };
}

/** Everything held on the viewer, as an archive on disk. */
export async function ownExport(stage: Stage, client: ApiClient): Promise<void> {
  stage.step('Take along everything that is held on me', exportPerson);
  const { operation } = await client.mutate<Started>(exportPerson, {});
  await leave(stage, client, operation.id, 'my-data.zip');
}

/** Everything held for the controller, as an archive on disk. */
export async function tenantExport(stage: Stage, client: ApiClient): Promise<void> {
  stage.step('Export everything that is held for the controller, every file included', exportTenant);
  const { operation } = await client.mutate<Started>(exportTenant, {});
  await leave(stage, client, operation.id, 'tenant.zip');
}

async function leave(stage: Stage, client: ApiClient, operationId: string, name: string): Promise<void> {
  await stage.follow(client, operationId);
  const { operation } = await client.ask<Archive>(archive, { id: operationId });
  const made = operation.archive;
  if (!made?.downloadUrl) throw new CommandError('The export left no archive.');
  const response = await fetch(made.downloadUrl);
  if (!response.ok) throw new CommandError(`The archive cannot be downloaded: HTTP ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const same = createHash('sha256').update(bytes).digest('hex') === made.sha256;
  stage.facts([
    ['size', `${made.size} bytes`],
    ['SHA-256', `${made.sha256.slice(0, 16)}… ${same ? 'as announced' : 'NOT as announced'}`],
    ['can be downloaded until', made.expiresAt],
  ]);
  await stage.keep(name, bytes);
}
