import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { parseGlobalId } from '../../src/base/ids.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { complete, eventually, put, sha256, stage, type TestFile, text, upload, zip } from './files.js';

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

const uuid = (globalId: string | undefined): string => parseGlobalId(globalId ?? '')?.id ?? '';
const sizeOf = (name: string) => world.app.blobs.size(school.id, name);

describe('which files are taken', () => {
  const png = () =>
    sharp({ create: { width: 8, height: 8, channels: 3, background: '#345' } })
      .png()
      .toBuffer();
  const contentTypes = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
  const office = 'application/vnd.openxmlformats-officedocument';

  test.each<[string, () => Promise<TestFile>]>([
    ['a PDF', async () => text('%PDF-1.7\n%âãÏÓ\n1 0 obj\nendobj\n%%EOF', 'a.PDF', 'application/pdf')],
    ['a picture', async () => ({ name: 'a.png', type: 'image/png', content: await png() })],
    [
      'a CSV of Excel’s',
      async () => ({
        ...text('', 'a.csv', 'text/csv'),
        content: Buffer.from('navn;by\r\nK\xe5re;\xd8rsta\r\n', 'latin1'),
      }),
    ],
    ['a CSV that begins like another format', async () => text('BMW;1\r\n', 'cars.csv', 'text/csv; charset=utf-8')],
    ['an e-mail', async () => text('From: a@example.org\r\nSubject: x\r\n\r\nHei', 'a.eml', 'message/rfc822')],
    ['a page, as its source', async () => text('<!doctype html><p>x</p>', 'a.html', 'text/html')],
    [
      'a Word document of LibreOffice’s, whose types stand last',
      async () => ({
        name: 'a.docx',
        type: `${office}.wordprocessingml.document`,
        content: await zip({ '_rels/.rels': 'x', 'word/document.xml': '<w/>', '[Content_Types].xml': contentTypes }),
      }),
    ],
    [
      'a workbook',
      async () => ({
        name: 'a.xlsx',
        type: `${office}.spreadsheetml.sheet`,
        content: await zip({ '[Content_Types].xml': contentTypes, 'xl/workbook.xml': '<w/>' }),
      }),
    ],
    [
      'an OpenDocument text',
      async () => ({
        name: 'a.odt',
        type: 'application/vnd.oasis.opendocument.text',
        content: await zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<c/>' }),
      }),
    ],
  ])('%s', async (_what, make) => {
    const file = await make();
    const { upload: done, userErrors } = await upload(await school.endUser(), file);
    expect(userErrors).toEqual([]);
    expect(done).toMatchObject({ contentType: file.type.split(';')[0], sha256: sha256(file.content) });
  });

  test('a page is handed out as plain text', async () => {
    const { upload: done } = await upload(await school.endUser(), text('<script>1</script>', 'a.html', 'text/html'));
    const response = await fetch(done?.downloadUrl ?? '');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  test.each<[string, Partial<Record<string, unknown>>, string, string]>([
    ['a drawing with scripts', { contentType: 'image/svg+xml', fileName: 'a.svg' }, 'contentType', 'INVALID'],
    ['a program', { contentType: 'application/x-msdownload', fileName: 'a.exe' }, 'contentType', 'INVALID'],
    ['an archive as an attachment', { contentType: 'application/zip', fileName: 'a.zip' }, 'contentType', 'INVALID'],
    [
      'a document as a picture',
      { purpose: 'PICTURE', contentType: 'application/pdf', fileName: 'a.pdf' },
      'contentType',
      'INVALID',
    ],
    ['a name that ends otherwise', { fileName: 'a.txt.exe' }, 'fileName', 'INVALID'],
    ['a path', { fileName: '../../etc/passwd.txt' }, 'fileName', 'INVALID'],
    ['a path of Windows', { fileName: 'C:\\a.txt' }, 'fileName', 'INVALID'],
    ['a name with a line break', { fileName: 'a\r\nSet-Cookie: x.txt' }, 'fileName', 'INVALID'],
    ['a name that hides its ending', { fileName: 'a\u202etxt.exe.txt' }, 'fileName', 'INVALID'],
    ['a name with what nobody sees', { fileName: 'a\u200b.txt' }, 'fileName', 'INVALID'],
    ['a hidden file', { fileName: '.htaccess.txt' }, 'fileName', 'INVALID'],
    ['a name that is too long', { fileName: `${'x'.repeat(300)}.txt` }, 'fileName', 'INVALID'],
    ['a file of 2 GB', { byteSize: 2_147_483_647 }, 'byteSize', 'INVALID'],
    ['an empty file', { byteSize: 0 }, 'byteSize', 'INVALID'],
    [
      'an import about a person',
      { purpose: 'IMPORT', personId: personGid('0190a6a4-0000-7000-8000-000000000000') },
      'personId',
      'INVALID',
    ],
    [
      'an import by an end user',
      { purpose: 'IMPORT', contentType: 'text/csv', fileName: 'a.csv' },
      'purpose',
      'FORBIDDEN',
    ],
  ])('not %s', async (_what, more, field, code) => {
    const staged = await stage(await school.endUser(), text('x'), more);
    expect(staged.upload).toBeNull();
    expect(staged.userErrors).toMatchObject([{ code, field: ['input', field] }]);
    expect(JSON.stringify(staged.userErrors)).not.toContain('undefined');
  });

  test.each<[string, TestFile, () => Promise<Buffer>]>([
    ['a picture put as a text', text('x'), png],
    ['a page put as a picture', text('x', 'a.png', 'image/png'), async () => Buffer.from('<script>alert(1)</script>')],
    [
      'a drawing put as a text',
      text('x'),
      async () => Buffer.from('<?xml version="1.0"?>\n<!-- c -->\n<svg onload="x"/>'),
    ],
    ['a PDF put as a text', text('x'), async () => Buffer.from('%PDF-1.4\n%%EOF')],
    ['bytes put as a text', text('x'), async () => Buffer.from('text\0text')],
    [
      'an archive put as a Word document',
      text('x', 'a.docx', `${office}.wordprocessingml.document`),
      () => zip({ 'a.txt': 'x' }),
    ],
    [
      'a document with macros',
      text('x', 'a.docx', `${office}.wordprocessingml.document`),
      () => zip({ '[Content_Types].xml': contentTypes, 'word/document.xml': '<w/>', 'word/vbaProject.bin': 'x' }),
    ],
    [
      'a broken archive',
      text('x', 'a.docx', `${office}.wordprocessingml.document`),
      async () => (await zip({ 'a.txt': 'x' })).subarray(0, 40),
    ],
    [
      'a program put as a PDF',
      text('x', 'a.pdf', 'application/pdf'),
      async () => Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff'),
    ],
  ])('%s is removed, and the refusal says what was found', async (_what, declared, make) => {
    const content = await make();
    const ada = await school.endUser();
    const staged = await stage(ada, { ...declared, content });
    await put(staged.target, content);
    const { upload: done, userErrors } = await complete(ada, staged.upload?.id);
    expect(done).toBeNull();
    expect(userErrors).toMatchObject([
      {
        __typename: 'UploadMismatchError',
        code: 'UPLOAD_MISMATCH',
        declaredType: declared.type,
        measuredBytes: content.length,
      },
    ]);
    const id = uuid(staged.upload?.id);
    expect(await school.rows('select 1 from upload where id = $1', [id])).toEqual([]);
    await eventually(async () => (await sizeOf(`staged/${id}`)) === 0 && (await sizeOf(`files/${id}`)) === null);
    expect((await complete(ada, staged.upload?.id)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('a file of another size than declared is removed', async () => {
    const ada = await school.endUser();
    const { upload: done, userErrors } = await upload(ada, text('short'), {}, Buffer.from('much longer than declared'));
    expect(done).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'UPLOAD_MISMATCH', declaredBytes: 5, measuredBytes: 25 }]);
  });

  test('texts of people come in the language of the request', async () => {
    const ada = await school.endUser();
    const { data } = await ada.send<{ stageUpload: { userErrors: { message: string }[] } }>(
      `mutation { stageUpload(input: { purpose: ATTACHMENT, fileName: "a.txt", contentType: "text/plain", byteSize: 99999999 }) { userErrors { message } } }`,
      {},
      { 'accept-language': 'nb' },
    );
    expect(data?.stageUpload.userErrors[0]?.message.replaceAll(/\s/g, ' ')).toBe(
      'Filen er for stor. Det tas imot høyst 52 428 800 byte.',
    );
  });
});
