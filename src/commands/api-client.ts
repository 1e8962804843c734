import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { dataFolder } from '../data-folder.js';

/** A sentence for the person at the terminal. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

const developmentFile = z.object({
  graphql: z.url(),
  tenants: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      people: z.array(
        z.object({
          role: z.string(),
          name: z.string(),
          personId: z.string().nullable(),
          token: z.string(),
          mfaToken: z.string(),
        }),
      ),
    }),
  ),
  operator: z.object({ token: z.string(), mfaToken: z.string() }),
});

export type DevelopmentServer = z.infer<typeof developmentFile>;

/** What the started development server says of itself. */
export async function readDevelopmentServer(data: string | undefined): Promise<DevelopmentServer> {
  const file = path.join(await dataFolder(data), 'dev.json');
  try {
    return developmentFile.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new CommandError(`No running development server is described in ${file}. Start one with: npm start`, {
      cause,
    });
  }
}

const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** Asks a Varde API as one signed-in person. */
export class ApiClient {
  constructor(
    private readonly url: string,
    private readonly token: string | null,
    private readonly language = 'en',
  ) {}

  /** The data of an operation; a fault is a CommandError with what the API said. */
  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    let response: Response;
    try {
      response = await fetch(this.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'accept-language': this.language,
          ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        },
        body: JSON.stringify({ query, variables }),
      });
    } catch (cause) {
      throw new CommandError(`The API at ${this.url} does not answer.`, { cause });
    }
    const { data, errors } = answerShape.parse(await response.json());
    if (errors?.length || !data)
      throw new CommandError(errors?.map(({ message }) => message).join('\n') ?? 'No answer.');
    return data as Data;
  }

  /** The payload of a mutation with one field; a refusal is a CommandError with what the API said. */
  async mutate<Payload>(query: string, input: object): Promise<Payload> {
    const data = await this.ask<Record<string, Payload & { readonly userErrors: readonly { message: string }[] }>>(
      query,
      { input },
    );
    const [payload] = Object.values(data);
    if (!payload) throw new CommandError('No answer.');
    if (payload.userErrors.length > 0)
      throw new CommandError(payload.userErrors.map(({ message }) => message).join('\n'));
    return payload;
  }

  /** A file that the API serves beside GraphQL, by its path. */
  async file(address: string): Promise<Uint8Array> {
    const headers = {
      'accept-language': this.language,
      ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
    };
    const response = await fetch(new URL(address, this.url), { headers });
    if (!response.ok) throw new CommandError(`${address} answered HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
