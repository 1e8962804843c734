import { buffer } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import PDFDocument from 'pdfkit';
import {
  defaultLimits,
  type ExtractionLimits,
  extractText,
  parts,
  placeWithin,
  readableTypes,
  unreadableReasons,
} from '../../../src/content/screening/extract/index.js';
import { archive, office } from './archive.js';

/** What is read, as pairs of place and text, and what could not be. */
async function read(content: string | Buffer, mediaType: string, limits: Partial<ExtractionLimits> = {}) {
  const extraction = await extractText(Buffer.from(content), mediaType, limits);
  if ('unreadable' in extraction) return extraction.unreadable;
  return {
    texts: extraction.segments.map(({ place, text, label }) => [place, text, label].filter(Boolean)),
    unread: extraction.unread,
  };
}

test('plain text is read in the encodings that files come in, with its lines', async () => {
  for (const encoding of ['utf8', 'utf16le', 'latin1'] as const) {
    const extraction = await extractText(Buffer.from('Første linje\nKåre Å.', encoding), 'text/plain');
    expect(extraction).toEqual({
      segments: [{ place: { part: 'BODY', line: 1 }, text: 'Første linje\nKåre Å.' }],
      unread: [],
    });
    if ('segments' in extraction && extraction.segments[0]) {
      expect(placeWithin(extraction.segments[0], 14)).toEqual({ part: 'BODY', line: 2 });
    }
  }
});

test('tables are read by cells, with the heads of their columns', async () => {
  expect(await read('Navn;Telefon;Alder\nKari;99000012;12\n"Ola; ""O""";"";13', 'text/csv')).toEqual({
    texts: [
      [{ part: 'BODY', row: 1, column: 1 }, 'Navn'],
      [{ part: 'BODY', row: 1, column: 2 }, 'Telefon'],
      [{ part: 'BODY', row: 1, column: 3 }, 'Alder'],
      [{ part: 'BODY', row: 2, column: 1 }, 'Kari', 'Navn'],
      [{ part: 'BODY', row: 2, column: 2 }, '99000012', 'Telefon'],
      [{ part: 'BODY', row: 3, column: 1 }, 'Ola; "O"', 'Navn'],
    ],
    unread: [],
  });
});

test('pages are read by what they show, and by what they hold beside it', async () => {
  const html =
    '<title>Kontakt</title><style>p{}</style><p>Ring <b>Kari</b>\n nå</p><!-- til Ola --><img alt="Kari i hagen"><a href="mailto:kari%40example.no">her</a>';
  expect(await read(html, 'text/html')).toEqual({
    texts: [
      [{ part: 'BODY', paragraph: 1 }, 'Kontakt'],
      [{ part: 'BODY', paragraph: 2 }, 'Ring Kari nå'],
      [{ part: 'COMMENT' }, ' til Ola '],
      [{ part: 'ATTRIBUTE' }, 'Kari i hagen'],
      [{ part: 'ATTRIBUTE' }, 'kari@example.no'],
      [{ part: 'BODY', paragraph: 3 }, 'her'],
    ],
    unread: [],
  });
});

test('documents are read with their comments, headers, deleted words and what they say of themselves', async () => {
  const docx = await archive({
    'word/document.xml':
      '<w:document><w:p><w:r><w:t>Kari </w:t></w:r><w:r><w:t>Nordmann</w:t></w:r></w:p><w:p><w:del w:author="Ola"><w:r><w:delText>slettet</w:delText></w:r></w:del></w:p></w:document>',
    'word/header1.xml': '<w:hdr><w:p><w:r><w:t>Fortrolig</w:t></w:r></w:p></w:hdr>',
    'word/comments.xml':
      '<w:comments><w:comment w:author="Per"><w:p><w:r><w:t>Ring meg</w:t></w:r></w:p></w:comment></w:comments>',
    'word/_rels/document.xml.rels':
      '<Relationships><Relationship Target="mailto:a%40example.no" TargetMode="External"/></Relationships>',
    'docProps/core.xml': '<cp:coreProperties><dc:creator>Kari Nordmann</dc:creator></cp:coreProperties>',
  });
  const body = { part: 'BODY' };
  const read_ = await read(docx, `${office}.wordprocessingml.document`);
  expect(read_).toEqual({
    texts: expect.arrayContaining([
      [{ ...body, paragraph: 1 }, 'Kari Nordmann'],
      [{ ...body, paragraph: 2 }, 'slettet'],
      [{ part: 'HEADER', paragraph: 1 }, 'Fortrolig'],
      [{ part: 'COMMENT', paragraph: 1 }, 'Ring meg'],
      [{ part: 'ATTRIBUTE' }, 'Per'],
      [{ part: 'ATTRIBUTE' }, 'mailto:a@example.no'],
      [{ part: 'METADATA' }, 'Kari Nordmann'],
    ]),
    unread: [],
  });
  const odt = await archive({
    'content.xml': '<office:text><text:p>Kari <text:span>Nordmann</text:span></text:p></office:text>',
  });
  expect(await read(odt, 'application/vnd.oasis.opendocument.text')).toMatchObject({
    texts: [[{ ...body, paragraph: 1 }, 'Kari Nordmann']],
  });
});

test('workbooks are read by sheet and cell, dates as dates, with comments', async () => {
  const xlsx = await archive({
    'xl/workbook.xml': '<workbook><sheets><sheet name="Klasse 4A" r:id="r7"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r7" Target="worksheets/sheet3.xml"/></Relationships>',
    'xl/sharedStrings.xml': '<sst><si><t>Født</t></si><si><r><t>Kari </t></r><r><t>Nordmann</t></r></si></sst>',
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet3.xml':
      '<worksheet><sheetData><row r="1"><c r="B1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>40606</v></c><c r="AA2"><v>12</v></c></row></sheetData></worksheet>',
    'xl/comments1.xml':
      '<comments><authors><author>Per</author></authors><comment><text><t>Ring mor</t></text></comment></comments>',
  });
  expect(await read(xlsx, `${office}.spreadsheetml.sheet`)).toEqual({
    texts: [
      [{ part: 'SHEET_NAME', sheet: 1 }, 'Klasse 4A'],
      [{ part: 'BODY', sheet: 1, row: 1, column: 2 }, 'Født'],
      [{ part: 'BODY', sheet: 1, row: 2, column: 1 }, 'Kari Nordmann'],
      [{ part: 'BODY', sheet: 1, row: 2, column: 2 }, '2011-03-04', 'Født'],
      [{ part: 'COMMENT' }, 'Per'],
      [{ part: 'COMMENT' }, 'Ring mor'],
    ],
    unread: [],
  });
});

test('e-mails are read with their fields and what is attached to them, and what cannot be read of it is told', async () => {
  const inner = 'Subject: Inner\r\n\r\nKari';
  const email = [
    'From: =?utf-8?q?K=C3=A5re?= <kare@example.no>',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nBl=E5b=E6r',
    '--b\r\nContent-Type: application/octet-stream; name=liste.csv\r\nContent-Disposition: attachment\r\n\r\nKari,Ola',
    `--b\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n${inner}`,
    '--b\r\nContent-Type: image/png; name=a.png\r\nContent-Disposition: attachment\r\n\r\nx',
    '--b--',
  ].join('\r\n');
  expect(await read(email, 'message/rfc822')).toEqual({
    texts: [
      [{ part: 'FIELD' }, 'Kåre <kare@example.no>', 'from'],
      [{ part: 'BODY', line: 1 }, expect.stringContaining('Blåbær')],
      [{ part: 'ATTACHMENT_NAME', attachments: [1] }, 'liste.csv'],
      [{ part: 'BODY', attachments: [1], row: 1, column: 1 }, 'Kari'],
      [{ part: 'BODY', attachments: [1], row: 1, column: 2 }, 'Ola'],
      [{ part: 'FIELD', attachments: [2] }, 'Inner', 'subject'],
      [{ part: 'BODY', attachments: [2], line: 1 }, expect.stringContaining('Kari')],
      [{ part: 'ATTACHMENT_NAME', attachments: [3] }, 'a.png'],
    ],
    unread: [{ place: { part: 'BODY', attachments: [3] }, reason: 'UNSUPPORTED' }],
  });
});

test('PDF files are read by pages, and those that are pictures, locked or broken say so', async () => {
  const pdf = async (options: PDFKit.PDFDocumentOptions, ...pages: readonly (string | null)[]) => {
    const document = new PDFDocument({ autoFirstPage: false, ...options });
    for (const page of pages) {
      document.addPage();
      if (page) document.text(page);
      else document.rect(10, 10, 50, 50).fill('black');
    }
    document.end();
    return buffer(document);
  };
  expect(
    await read(await pdf({ info: { Author: 'Kari Nordmann' } }, 'Ring 990 00 012', null), 'application/pdf'),
  ).toEqual({
    texts: expect.arrayContaining([
      [{ part: 'METADATA' }, 'Kari Nordmann'],
      [{ part: 'BODY', page: 1 }, expect.stringContaining('Ring 990 00 012')],
    ]),
    unread: [{ place: { part: 'BODY', page: 2 }, reason: 'SCANNED' }],
  });
  expect(await read(await pdf({ userPassword: 'secret' }, 'Kari'), 'application/pdf')).toBe('ENCRYPTED');
  expect(await read('%PDF-1.7 and nothing', 'application/pdf')).toBe('CORRUPT');
});

test('what cannot be read says why', async () => {
  expect(readableTypes).toContain('text/plain');
  expect(new Set([...parts, ...unreadableReasons]).size).toBe(parts.length + unreadableReasons.length);
  expect(await read('x', 'image/png')).toBe('UNSUPPORTED');
  expect(await read(Buffer.alloc(defaultLimits.bytes + 1), 'text/plain')).toBe('TOO_LARGE');
  expect(await read('PK\u0003\u0004 broken', `${office}.wordprocessingml.document`)).toBe('CORRUPT');
  const locked = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  expect(await read(Buffer.concat([locked, Buffer.alloc(600)]), `${office}.spreadsheetml.sheet`)).toBe('ENCRYPTED');
});
