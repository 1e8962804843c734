import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Longer than the longest that is made: four sort values of 1,000 characters. */
const LONGEST = 24_000;

/**
 * Seals cursors. A cursor holds the values that its row is sorted by, which may be a person's name, and portals put cursors
 * into addresses and logs: nobody but this deployment can read one. The nonce is derived from the content, so that a row
 * has one cursor; the scope (tenant, type and order) is authenticated with it, so that it points nowhere else.
 */
export class CursorSeal {
  private readonly key: Buffer;
  private readonly nonceKey: Buffer;

  /** `secret` is the same in every process of the deployment; the keys that are derived from it serve nothing else. */
  constructor(secret: string) {
    const derived = Buffer.from(hkdfSync('sha256', secret, '', 'varde cursor', 64));
    this.key = derived.subarray(0, 32);
    this.nonceKey = derived.subarray(32);
  }

  seal(scope: string, content: string): string {
    const nonce = createHmac('sha256', this.nonceKey).update(`${scope}\n${content}`).digest().subarray(0, NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(scope));
    const sealed = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** The content, or null for anything that was not sealed here for this scope. */
  open(scope: string, cursor: string): string | null {
    if (cursor.length > LONGEST) return null;
    const bytes = Buffer.from(cursor, 'base64url');
    const start = NONCE_BYTES + TAG_BYTES;
    if (bytes.length < start) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(scope))
      .setAuthTag(bytes.subarray(NONCE_BYTES, start));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }
}
