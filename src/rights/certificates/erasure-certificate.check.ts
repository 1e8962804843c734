import {
  CanonicalJsonError,
  embeddedKey,
  type InvalidReason,
  type JsonValue,
  parseStrictJson,
  type TrustedKey,
  verifyDocument,
} from '../../base/signing/index.js';
import { ERASURE_CERTIFICATE_TYPE, type ErasureCertificate, erasureCertificateSchema } from './erasure-certificate.js';

/** One thing that was looked at, in words. */
export interface CheckStep {
  readonly passed: boolean;
  readonly text: string;
}

export interface CertificateCheck {
  /** `unusable`: there was nothing to check, such as a file that is no signed certificate at all. */
  readonly outcome: 'valid' | 'invalid' | 'unusable';
  readonly steps: readonly CheckStep[];
  /** The key the certificate was checked against; undefined when it carries none. */
  readonly keyId?: string;
  /** SHA-256 of the signed content. */
  readonly digest?: string;
  readonly certificate?: ErasureCertificate;
}

const REASONS: Readonly<Record<InvalidReason, string>> = {
  malformed: 'The file is not a signed document',
  'wrong-type': 'The file is signed as something else than a certificate of erasure',
  'key-mismatch': 'The key the file carries is not the key it names',
  'unknown-key': 'The file is signed with a key that is not among the trusted ones',
  'bad-signature': 'The signature does not fit the content: it was changed, or signed by somebody else',
};

const UNUSABLE: readonly InvalidReason[] = ['malformed', 'wrong-type'];

/**
 * Checks a signed certificate of erasure offline.
 * @param text the file's content.
 * @param trustedKeys the keys to believe; without them the certificate is checked against the key it carries, which shows
 *   that it is unchanged, but not who signed it.
 */
export async function checkErasureCertificate(
  text: string,
  trustedKeys: readonly TrustedKey[] | undefined,
): Promise<CertificateCheck> {
  let signed: JsonValue;
  try {
    signed = parseStrictJson(text);
  } catch (error) {
    if (!(error instanceof CanonicalJsonError)) throw error;
    return { outcome: 'unusable', steps: [{ passed: false, text: `The file cannot be read: ${error.message}` }] };
  }
  const carried = await embeddedKey(signed);
  const keys = trustedKeys ?? (carried ? [carried] : []);
  const verification = await verifyDocument(signed, keys, ERASURE_CERTIFICATE_TYPE);
  const key = carried ? { keyId: carried.keyId } : {};
  if (!verification.valid) {
    const outcome = UNUSABLE.includes(verification.reason) ? 'unusable' : 'invalid';
    return { outcome, steps: [{ passed: false, text: REASONS[verification.reason] }], ...key };
  }
  const { digest, payload } = verification;
  const signature: CheckStep[] = [
    { passed: true, text: 'The file is a document signed as a certificate of erasure' },
    { passed: true, text: 'The key it names is the key it carries' },
    {
      passed: true,
      text: trustedKeys
        ? 'The key is one of the trusted keys'
        : 'No trusted key was given: the key it carries was used',
    },
    { passed: true, text: 'The Ed25519 signature by this key covers the whole content, which is unchanged' },
  ];
  const content = erasureCertificateSchema.safeParse(payload);
  if (!content.success) {
    const problems = content.error.issues.map(({ path, message }) => [...path.map(String), message].join(' '));
    const step = {
      passed: false,
      text: `The content is not a complete certificate: ${problems.slice(0, 5).join('; ')}`,
    };
    return { outcome: 'invalid', steps: [...signature, step], digest, ...key };
  }
  const complete = {
    passed: true,
    text: 'The content is complete, its times are in order, and every place of the plan was searched with nothing left',
  };
  return { outcome: 'valid', steps: [...signature, complete], digest, certificate: content.data, ...key };
}
