import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { ZipFile } from 'yazl';
import type { Actor } from '../harness/actor.js';

/** A file as a client has it. */
export interface TestFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

export interface StagedReply {
  readonly upload: { readonly id: string; readonly state: string } | null;
  readonly target: {
    readonly url: string;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
    readonly expiresAt: string;
  } | null;
  readonly userErrors: readonly Record<string, unknown>[];
}

export interface CompletedReply {
  readonly upload: {
    readonly id: string;
    readonly state: string;
    readonly contentType: string;
    readonly byteSize: number;
    readonly sha256: string;
    readonly downloadUrl: string | null;
  } | null;
  readonly userErrors: readonly Record<string, unknown>[];
}

const STAGE = `mutation($input: StageUploadInput!) { stageUpload(input: $input) {
  upload { id state } target { url headers { name value } expiresAt }
  userErrors { __typename code field message ... on LimitReachedError { limit used } } } }`;

const COMPLETE = `mutation($input: CompleteUploadInput!) { completeUpload(input: $input) {
  upload { id state contentType byteSize sha256 downloadUrl }
  userErrors { __typename code field message
    ... on UploadMismatchError { declaredBytes measuredBytes declaredType detectedType } } } }`;

export const text = (content: string, name = 'note.txt', type = 'text/plain'): TestFile => ({
  name,
  type,
  content: Buffer.from(content),
});

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** A ZIP archive of some entries, in their order. */
export async function zip(entries: Readonly<Record<string, string>>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(entries)) {
    archive.addBuffer(Buffer.from(content), name, { compress: name !== 'mimetype' });
  }
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function stage(
  actor: Actor,
  file: TestFile,
  more: Readonly<Record<string, unknown>> = {},
): Promise<StagedReply> {
  const input = {
    purpose: 'ATTACHMENT',
    fileName: file.name,
    contentType: file.type,
    byteSize: file.content.length,
    ...more,
  };
  return (await actor.ask<{ stageUpload: StagedReply }>(STAGE, { input })).stageUpload;
}

/** Puts bytes to a staged upload as any client does: one plain HTTP PUT. */
export async function put(target: StagedReply['target'], content: Buffer): Promise<number> {
  const headers = Object.fromEntries((target?.headers ?? []).map(({ name, value }) => [name, value]));
  const response = await fetch(target?.url ?? '', { method: 'PUT', body: new Uint8Array(content), headers });
  await response.arrayBuffer();
  return response.status;
}

export async function complete(actor: Actor, uploadId: string | undefined): Promise<CompletedReply> {
  const input = { uploadId };
  return (await actor.ask<{ completeUpload: CompletedReply }>(COMPLETE, { input })).completeUpload;
}

/** Stages, puts and completes. `as` is what is put where that differs from what was declared. */
export async function upload(
  actor: Actor,
  file: TestFile,
  more: Readonly<Record<string, unknown>> = {},
  as: Buffer = file.content,
): Promise<CompletedReply> {
  const staged = await stage(actor, file, more);
  if (!staged.upload) throw new Error(`The upload was refused: ${JSON.stringify(staged.userErrors)}`);
  await put(staged.target, as);
  return complete(actor, staged.upload.id);
}

/** Waits for what happens right after a commit. */
export async function eventually(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come true within five seconds');
}
