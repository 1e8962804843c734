/** The API answered an operation with faults, or not at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

interface Refused {
  readonly userErrors?: readonly {
    readonly code: string;
    readonly message: string;
    readonly field?: readonly string[];
  }[];
}

const patienceMilliseconds = 60_000;

/** Somebody who uses a running server, over HTTP like any front end. */
export class ApiClient {
  constructor(
    /** Address of the API, such as `http://127.0.0.1:4000/graphql`. */
    readonly url: string,
    private readonly token: string | null,
    private readonly language = 'en',
  ) {}

  /**
   * Sends an operation and answers its data, refusals (`userErrors`) included.
   *
   * @throws ApiError when it faults, or nobody answers
   */
  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const response = await this.send(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json().catch(() => ({}))) as Answer<Data>;
    if (answer.errors?.length || !answer.data) {
      const reasons = answer.errors?.map(({ message, extensions }) => `${extensions?.code ?? ''} ${message}`.trim());
      throw new ApiError(`The API answered: ${reasons?.join('; ') ?? `HTTP ${response.status}`}`);
    }
    return answer.data;
  }

  /**
   * Runs a mutation, and answers its payload when it was not refused.
   *
   * @throws ApiError when it is refused
   */
  async change<Payload extends object>(query: string, input: object): Promise<Payload> {
    const data = await this.ask<Record<string, Payload & Refused>>(query, { input });
    const [payload] = Object.values(data);
    const refusals = payload?.userErrors ?? [];
    if (!payload || refusals.length > 0) {
      throw new ApiError(
        `Refused: ${refusals.map(({ code, message, field }) => `${code} ${field?.join('.') ?? ''} ${message}`).join('; ')}`,
      );
    }
    return payload;
  }

  /** Fetches a file of the API, as whoever asks. */
  async file(address: string): Promise<Response> {
    const response = await this.send(new URL(address, this.url).href, {});
    if (!response.ok) throw new ApiError(`${address} answered HTTP ${response.status}`);
    return response;
  }

  private async send(url: string, request: RequestInit): Promise<Response> {
    const headers = new Headers(request.headers);
    headers.set('accept-language', this.language);
    if (this.token !== null) headers.set('authorization', `Bearer ${this.token}`);
    try {
      return await fetch(url, { ...request, headers, signal: AbortSignal.timeout(patienceMilliseconds) });
    } catch (cause) {
      throw new ApiError(`Nobody answers at ${url}. Is the server running?`, { cause });
    }
  }
}
