import { Parser } from 'htmlparser2';
import { Unreadable } from './collector.js';
import { decodeText } from './text.reader.js';

/** No document that people write is as deep. */
const DEPTH = 2000;
const CHUNK = 1024 * 1024;

export interface XmlHandler {
  /** The names come without their prefixes, which every program chooses for itself. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads XML part by part. Entities that a document makes up are not replaced, so that it cannot grow. @throws Unreadable */
export function readXml(content: Uint8Array, handler: XmlHandler): void {
  let depth = 0;
  const plain = (name: string): string => name.slice(name.indexOf(':') + 1);
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > DEPTH) throw new Unreadable('TOO_LARGE');
        handler.open?.(plain(name), attributes);
      },
      ontext: (text) => handler.text?.(text),
      onclosetag(name) {
        depth -= 1;
        handler.close?.(plain(name));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  const text = decodeText(content);
  for (let at = 0; at < text.length; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
  parser.end();
}
