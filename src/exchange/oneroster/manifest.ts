import { readCsv } from './csv.js';
import { OneRosterError } from './problems.js';
import type { FileMode, SourceEntry } from './set.js';
import { FILES_READ, type FileName, type OneRosterVersion } from './specification.js';

/** What `manifest.csv` says about a set. */
export interface Manifest {
  /** Null when it does not say. */
  readonly version: OneRosterVersion | null;
  readonly systemName: string | null;
  readonly systemCode: string | null;
  /** Files that it mentions. */
  readonly modes: ReadonlyMap<FileName, FileMode>;
}

const MOST_PROPERTIES = 200;
const LONGEST_NAME = 200;
const MODES: readonly FileMode[] = ['bulk', 'delta', 'absent'];

/**
 * Reads `manifest.csv`: pairs of `propertyName` and `value`.
 *
 * @throws OneRosterError MANIFEST_INVALID, VERSION_UNSUPPORTED, and those of reading any CSV file
 */
export async function readManifest(entry: SourceEntry): Promise<Manifest> {
  const properties = await readProperties(entry);
  const modes = new Map<FileName, FileMode>();
  for (const name of FILES_READ) {
    const said = properties.get(`file.${name}`.toLowerCase());
    if (said === undefined || said === '') continue;
    const mode = MODES.find((candidate) => candidate === said.toLowerCase());
    if (mode === undefined) throw new OneRosterError('MANIFEST_INVALID', { property: `file.${name}`, allowed: MODES });
    modes.set(name, mode);
  }
  return {
    version: supportedVersion(properties.get('oneroster.version')),
    systemName: shortText(properties.get('source.systemname')),
    systemCode: shortText(properties.get('source.systemcode')),
    modes,
  };
}

async function readProperties(entry: SourceEntry): Promise<Map<string, string>> {
  const properties = new Map<string, string>();
  for await (const batch of readCsv(await entry.open(), 'manifest.csv')) {
    const header = batch.header.map((name) => name.toLowerCase());
    const [name, value] = [header.indexOf('propertyname'), header.indexOf('value')];
    if (name === -1 || value === -1 || batch.problems.length > 0) {
      throw new OneRosterError('MANIFEST_INVALID', { columns: ['propertyName', 'value'] });
    }
    if (properties.size + batch.records.length > MOST_PROPERTIES) {
      throw new OneRosterError('MANIFEST_INVALID', { maximum: MOST_PROPERTIES });
    }
    for (const { fields } of batch.records) {
      properties.set((fields[name] ?? '').trim().toLowerCase(), (fields[value] ?? '').trim());
    }
  }
  return properties;
}

/** Corrections such as 1.2.1 changed no file, so they are read as the version that they correct. */
function supportedVersion(text: string | undefined): OneRosterVersion | null {
  if (text === undefined || text === '') return null;
  const found = /^v?(1\.[12])(?:\.\d+)*$/i.exec(text);
  if (found === null) throw new OneRosterError('VERSION_UNSUPPORTED', { supported: ['1.1', '1.2'] });
  return found[1] as OneRosterVersion;
}

function shortText(text: string | undefined): string | null {
  const plain = text?.replace(/[\p{C}\p{Z}]+/gu, ' ').trim() ?? '';
  return plain === '' ? null : plain.slice(0, LONGEST_NAME);
}
