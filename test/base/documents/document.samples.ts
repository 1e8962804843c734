import type { Block, Document } from '../../../src/base/documents/index.js';
import type { Locale } from '../../../src/base/locale.js';

/** A sentence of each language that uses every letter its alphabet adds to the basic one. */
export const PANGRAMS: Readonly<Record<Locale, string>> = {
  en: 'The naïve café owner’s “résumé” cost £20 – or €23.',
  nb: 'Blåbærsyltetøy på Ås; Øystein og Åse spiste kjølig is på Ærøya. Čáhppesnjunni, Áŋŋel.',
  sv: 'Flygande bäckasiner söka hwila på mjuka tuvor, Åsa och Örjan.',
  fi: 'Törkylempijävongahdus – Åland, šakki ja žestit, Ääniö.',
  et: 'Põdur Zagrebi tšellomängija-följetonist Ciqo külmetas kehvas garaažis. Šokolaad, Žürii.',
  nl: 'Pa’s wijze lynx bezag vroom het fikse aquaduct; coöperatie, crème, één, IJsland, ë.',
};

export const LONG_WORD = `https://example.org/${'abcdefghij'.repeat(18)}?id=${'0123456789abcdef'.repeat(4)}`;

/** Every kind of block, more than one page long. */
export function sampleDocument(language: Locale = 'en'): Document {
  const words = PANGRAMS[language];
  const blocks: Block[] = [
    { kind: 'paragraph', text: words },
    { kind: 'note', title: 'Explanatory note', text: `${words} ${words} ${words}` },
    { kind: 'heading', level: 1, text: 'Annex I – List of parties' },
    { kind: 'heading', level: 2, text: 'Controller' },
    {
      kind: 'definitions',
      items: [
        { term: 'Name', details: ['Fjordbyen kommune & Sønner <AS>'] },
        { term: 'Address', details: ['Storgata 1', '0155 Oslo'] },
        { term: 'Contact person’s name, position and contact details', details: [words, LONG_WORD] },
      ],
    },
    { kind: 'list', items: ['First item', words, LONG_WORD] },
    { kind: 'heading', level: 1, text: 'Annex II – Description of the processing' },
    { kind: 'heading', level: 2, text: 'Categories of personal data processed' },
    { kind: 'heading', level: 3, text: 'Elements' },
    {
      kind: 'table',
      caption: 'What is processed',
      columns: [
        { label: 'Element', weight: 2 },
        { label: 'Place', weight: 3 },
        { label: 'Count', weight: 1, align: 'end' },
      ],
      rows: Array.from({ length: 60 }, (_, index) => [
        `Element ${index + 1}`,
        index % 9 === 4 ? LONG_WORD : words,
        String((index * 7919) % 4099),
      ]),
    },
    { kind: 'paragraph', text: 'End of the sample.' },
  ];
  return {
    title: 'Annexes to the standard contractual clauses',
    subtitle: 'Fjordbyen kommune – Varde Drift AS',
    language,
    date: new Date('2026-11-22T13:25:00Z'),
    author: 'Varde Drift AS & Co',
    subject: 'A sample <of> everything',
    reference: 'Agreement 2026-0042, version 3',
    blocks,
  };
}
