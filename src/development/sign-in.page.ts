/** Somebody who can sign in at a development issuer. */
export interface SignInAccount {
  /** The `sub` of this account's tokens. */
  readonly subject: string;
  readonly name: string;
  /** What the person is there, in words for the sign-in page. */
  readonly role: string;
  /** The `email` of this account's tokens, verified; without one they carry none. */
  readonly email?: string | undefined;
}

/** What the sign-in page shows. */
export interface SignInPage {
  readonly issuerName: string;
  readonly clientName: string;
  /** Where the form is sent. */
  readonly action: string;
  readonly accounts: readonly SignInAccount[];
  /** Subject that the portal suggested (`login_hint`). */
  readonly suggested?: string | undefined;
  /** Whether the portal asked for a second factor, as for a step-up. */
  readonly asksForSecondFactor: boolean;
}

/** Headers of every page: nothing from elsewhere, no script, no framing, never cached. */
export const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  // Browsers apply form-action to the redirects that follow the form, up to the portal's own address.
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; " +
    "form-action 'self' http://localhost:* http://127.0.0.1:*",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** The page on which a developer chooses as whom to sign in. */
export function signInPage(page: SignInPage): string {
  const people = [...page.accounts].sort(
    (a, b) => Number(b.subject === page.suggested) - Number(a.subject === page.suggested),
  );
  const buttons = people.map(
    ({ subject, name, role }) =>
      `<li><button name="subject" value="${escapeHtml(subject)}"><strong>${escapeHtml(name)}</strong>` +
      `<span>${escapeHtml(role)}</span></button></li>`,
  );
  const list =
    buttons.length > 0
      ? `<ul>${buttons.join('\n')}</ul>`
      : '<p>Nobody can sign in here yet: this tenant has no accounts.</p>';
  return messagePage(
    `Sign in to ${page.issuerName}`,
    `<p>Development sign-in for <em>${escapeHtml(page.clientName)}</em>. There are no passwords: choose who you are.</p>
<form method="post" action="${escapeHtml(page.action)}">
<label class="factor"><input type="checkbox" name="secondFactor" value="yes"${page.asksForSecondFactor ? ' checked' : ''}> with second factor</label>
${list}
<button class="cancel" name="cancel" value="yes">Cancel</button>
</form>`,
  );
}

/**
 * A page of the development sign-in.
 *
 * @param title plain text
 * @param body HTML
 */
export function messagePage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; --ink: #1c2430; --muted: #566072; --paper: #f4f5f7; --card: #fff; --line: #d4d9e1; --accent: #1f5fbf; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ebf0; --muted: #a9b2c0; --paper: #14181f; --card: #1d232c; --line: #39424f; --accent: #7fb2ff; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 30rem; margin: 0 auto; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
h1 { margin: 0 0 .5rem; font-size: 1.4rem; line-height: 1.25; }
p { margin: 0 0 1rem; color: var(--muted); }
ul { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; gap: .5rem; }
button { width: 100%; padding: .7rem .9rem; border: 1px solid var(--line); border-radius: .5rem; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; }
button:hover, button:focus-visible { border-color: var(--accent); outline: 2px solid var(--accent); outline-offset: 1px; }
button strong, button span { display: block; }
button span { color: var(--muted); font-size: .9rem; }
.factor { display: flex; gap: .5rem; align-items: center; margin-bottom: 1rem; }
.factor input { width: 1.1rem; height: 1.1rem; accent-color: var(--accent); }
.cancel { width: auto; color: var(--muted); }
</style>
</head>
<body><main>
<h1>${escapeHtml(title)}</h1>
${body}
</main></body>
</html>
`;
}

/** Text as it may stand in HTML, in an attribute too. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
