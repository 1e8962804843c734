import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** An archive of files by their names, as office programs write their documents. */
export async function archive(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

export const office = 'application/vnd.openxmlformats-officedocument';
