import { type ApiClient, CommandError } from '../../commands/api-client.js';

const stage = `mutation ($input: StageUploadInput!) { stageUpload(input: $input) {
  upload { id } target { url headers { name value } } userErrors { message } } }`;
const complete = 'mutation ($input: CompleteUploadInput!) { completeUpload(input: $input) { userErrors { message } } }';

interface Staged {
  readonly upload: { readonly id: string };
  readonly target: {
    readonly url: string;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
  };
}

/** Uploads bytes as a front end does: staged, put to Blob Storage, completed. Answers the upload's id. */
export async function putFile(client: ApiClient, facts: object, content: Uint8Array | string): Promise<string> {
  const bytes = Buffer.from(content);
  const staged = await client.mutate<Staged>(stage, { ...facts, byteSize: bytes.length });
  const headers = Object.fromEntries(staged.target.headers.map((header) => [header.name, header.value]));
  const response = await fetch(staged.target.url, { method: 'PUT', headers, body: bytes });
  if (!response.ok) throw new CommandError(`Blob Storage answered HTTP ${response.status}`);
  await client.mutate(complete, { uploadId: staged.upload.id });
  return staged.upload.id;
}
