export interface Reply<Data = Record<string, never>> {
  readonly status: number;
  readonly data: Data | null;
  readonly errors: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Somebody who uses the API over HTTP, signed in or not. */
export class Actor {
  constructor(
    private readonly url: string,
    readonly token: string | null,
    /** The person card and account of the actor, as UUIDs. */
    readonly ids: { readonly personId: string | null; readonly accountId: string } | null = null,
    private readonly usual: Readonly<Record<string, string>> = {},
  ) {}

  /** The same actor, who chose a unit at sign-in: by its id in the API. */
  choosing(unit: string): Actor {
    return new Actor(this.url, this.token, this.ids, { ...this.usual, 'varde-unit': unit });
  }

  /** The same member of the processor's staff, who names the access by which they read. */
  by(lockboxAccess: string): Actor {
    return new Actor(this.url, this.token, this.ids, { ...this.usual, 'varde-lockbox': lockboxAccess });
  }

  async send<Data = Record<string, never>>(
    query: string,
    variables: object = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...this.usual,
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: Data; errors?: Reply['errors'] };
    return { status: response.status, data: answer.data ?? null, errors: answer.errors ?? [] };
  }

  /** Sends an operation that must not fault, and answers its data. */
  async ask<Data = Record<string, unknown>>(query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.send<Data>(query, variables);
    if (errors.length > 0 || data === null) throw new Error(`The operation faulted: ${JSON.stringify(errors)}`);
    return data;
  }
}
