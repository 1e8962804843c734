import PostalMime, { decodeWords } from 'postal-mime';
import type { Collector } from './collector.js';
import { readHtmlText } from './html.reader.js';

/** Fields that hold signatures and nothing that is said of anybody. */
const MACHINES =
  /^(?:dkim-signature|arc-.*|x-google-dkim-signature|domainkey-signature|content-.*|mime-version|x-ms-exchange-.*|x-microsoft-.*)$/;
/** Parts within parts: what programs write is seldom deeper than five. */
const DEPTH = 32;
const HEAD_BYTES = 1024 * 1024;

/** An e-mail: the fields of its head, its text in both forms where they differ, and what is attached to it. */
export async function readEmail(
  content: Uint8Array,
  collector: Collector,
  attached: (content: Uint8Array, mediaType: string, name: string) => Promise<void>,
): Promise<void> {
  const email = await PostalMime.parse(content, {
    forceRfc822Attachments: true,
    maxNestingDepth: DEPTH,
    maxHeadersSize: HEAD_BYTES,
    attachmentEncoding: 'arraybuffer',
  });
  for (const { key, value } of email.headers) {
    if (!MACHINES.test(key)) collector.add({ part: 'FIELD' }, decodeWords(value), key);
  }
  if (email.text) collector.add({ part: 'BODY', line: 1 }, email.text);
  // The page mostly says the same again.
  if (email.html && !(email.text && wordsOf(email.html.replace(/<[^<>]{0,2000}>/g, ' ')) === wordsOf(email.text))) {
    readHtmlText(email.html, collector);
  }
  for (const [index, { content: bytes, mimeType, filename }] of email.attachments.entries()) {
    await collector.within(index + 1, async () => {
      if (filename) collector.add({ part: 'ATTACHMENT_NAME' }, filename);
      if (typeof bytes === 'string') return;
      const file = new Uint8Array(bytes);
      collector.count(file.length);
      await attached(file, mimeType, filename ?? '');
    });
  }
}

const wordsOf = (text: string): string => text.replace(/[^\p{L}\p{N}@.]+/gu, '');
