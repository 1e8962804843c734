import { expect, test } from '@jest/globals';
import { writeHtml } from '../../../src/base/documents/index.js';
import { sampleDocument } from './document.samples.js';

const ATTACK = `</title><script>alert("1")</script><img src=x onerror='a'>&amp;`;

test('nothing in a text becomes markup, in content or in attributes', () => {
  const html = writeHtml({
    ...sampleDocument(),
    title: ATTACK,
    subtitle: ATTACK,
    author: ATTACK,
    subject: ATTACK,
    reference: ATTACK,
    blocks: [
      { kind: 'heading', level: 1, text: ATTACK },
      { kind: 'paragraph', text: ATTACK },
      { kind: 'definitions', items: [{ term: ATTACK, details: [ATTACK] }] },
      { kind: 'table', caption: ATTACK, columns: [{ label: ATTACK }], rows: [[ATTACK]] },
      { kind: 'list', items: [ATTACK] },
      { kind: 'note', title: ATTACK, text: ATTACK },
    ],
  });
  expect(html).not.toMatch(/<script|<img/i);
  const escaped =
    '&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&lt;img src=x onerror=&#39;a&#39;&gt;&amp;amp;';
  expect(html.split(escaped)).toHaveLength(18);
});

test('the page loads nothing and forbids itself to', () => {
  const html = writeHtml(sampleDocument());
  expect(html).toContain(`default-src 'none'`);
  expect(html).not.toMatch(/\b(src|href)=|url\(|@import/i);
});

test('the page has what assistive technology needs', () => {
  const html = writeHtml(sampleDocument('fi'));
  expect(html).toMatch(/^<!doctype html>\n<html lang="fi">/);
  expect(html).toContain('<meta charset="utf-8">');
  expect(html).toContain('name="viewport"');
  expect(html.match(/<h1>/g)).toHaveLength(1);
  expect(html).toContain('<h2>Annex I – List of parties</h2>');
  expect(html).toContain('<th scope="col" class="end">Count</th>');
  expect(html).toContain('<caption>What is processed</caption>');
  // What the keyboard can reach has a name.
  expect(html).toContain('role="group" aria-label="What is processed" tabindex="0"');
  expect(html).toContain('<main>');
});

test('line feeds become line breaks, and characters that HTML does not allow become visible', () => {
  const html = writeHtml({ ...sampleDocument(), blocks: [{ kind: 'paragraph', text: 'a\nb\u0000c\uD800d' }] });
  expect(html).toContain('<p>a<br>b\uFFFDc\uFFFDd</p>');
});

test('the same document gives the same page', () => {
  expect(writeHtml(sampleDocument())).toBe(writeHtml(sampleDocument()));
});
