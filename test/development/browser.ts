/** Keeps cookies by path and follows nothing by itself. */
export class Browser {
  private readonly cookies = new Map<string, { pair: string; path: string }>();

  async go(address: string, form?: Record<string, string>): Promise<Response> {
    const url = new URL(address);
    const cookie = [...this.cookies.values()]
      .filter((one) => url.pathname.startsWith(one.path))
      .map(({ pair }) => pair);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: cookie.join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const scope = attributes.find((attribute) => attribute.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
      this.cookies.set(`${pair.split('=')[0]} ${scope}`, { pair, path: scope });
    }
    return response;
  }
}

/** Where a redirect leads. */
export function location(response: Response): string {
  return new URL(response.headers.get('location') ?? '', response.url).href;
}
