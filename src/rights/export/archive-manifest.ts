import type { Element } from '../../catalogue/index.js';
import type { ArchiveFacts } from './archive-facts.js';

export const ARCHIVE_SCHEMA_VERSION = 1;

/**
 * What an archive says of itself, for programs: who holds the data for whom, what it covers, each declared element with
 * category, purposes, owner and retention (Article 15(1) GDPR), and every file with size, hash and rows.
 */
export function archiveManifest({ task, sections, fields, translator, files }: ArchiveFacts): object {
  const { personId, tenantId, locale, parties, at } = task;
  const describe = ({ id, category, purposes, owner, retention }: Element): object => ({
    element: id,
    label: translator.text(id, locale),
    category,
    purposes,
    owner,
    retention,
  });
  return {
    schemaVersion: ARCHIVE_SCHEMA_VERSION,
    kind: personId ? 'person' : 'tenant',
    covers: personId ? { tenantId, personId } : { tenantId },
    controller: parties.controller,
    processor: parties.processor,
    createdAt: at.toISOString(),
    language: locale,
    tables: sections.map(({ table, rows }) => ({
      table: table.table,
      json: `data/${table.table}.json`,
      csv: `data/${table.table}.csv`,
      rows,
      elements: table.elements.map(describe),
    })),
    fields: fields.map(({ key, label, type, category, purposes, retention, retiredAt }) => ({
      key,
      label,
      type,
      category,
      purposes,
      retention,
      retiredAt,
    })),
    files,
  };
}
