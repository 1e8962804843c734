import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { BlobStore } from '../../base/blobs/blob-store.js';
import type { Transaction } from '../../base/database/transaction.js';
import { writeHtml } from '../../base/documents/index.js';
import type { Translator } from '../../base/messages.js';
import type { ObjectMaps } from '../../base/reading/index.js';
import type { Catalogue, PersonalTable, StoredColumn } from '../../catalogue/index.js';
import { type FieldDefinition, fieldDefinitionsOf } from '../../people/index.js';
import { type ForeignKey, readForeignKeys } from '../foreign-keys.js';
import { identifier, linksPerson, type RowQuery, type StoredRow, storedRows } from '../stored-rows.js';
import { namesOf } from '../value-words.js';
import { exportedLinks, personColumns, referenceNames, tenantColumns } from './archive-columns.js';
import type { ArchiveTask, Section } from './archive-facts.js';
import { describeArchive, SAMPLE } from './archive-index.js';
import { archiveManifest } from './archive-manifest.js';
import { type ArchiveWriter, UPLOADS } from './archive-writer.js';
import { KnownPersons } from './known-persons.js';
import { asCsv, asJson } from './table-files.js';
import { expandFields, fieldColumns, flattenFields } from './tenant-fields.js';

export interface ArchiveTools {
  readonly catalogue: Catalogue;
  readonly maps: ObjectMaps;
  readonly translator: Translator;
  readonly blobs: BlobStore;
}

/**
 * Puts together everything held on one person, or for one controller. Which tables, columns and files there are is read
 * from the catalogue alone, so that an element declared anywhere is in the archive by itself.
 */
export class ArchiveContent {
  /** Rows and files: a row of each table, and what each file's name in one stands for. */
  private done = 0;
  private total = 0;
  private readonly known: KnownPersons | null;

  constructor(
    private readonly tools: ArchiveTools,
    private readonly db: Transaction,
    private readonly task: ArchiveTask,
  ) {
    const { personId } = task;
    this.known = personId ? new KnownPersons(db, personId, tools.catalogue, tools.maps) : null;
  }

  async write(archive: ArchiveWriter): Promise<void> {
    const { catalogue, translator } = this.tools;
    const { task } = this;
    const fields = await fieldDefinitionsOf(this.db);
    const sections = await this.sections(fields);
    this.total = sections.reduce((sum, section) => sum + section.total + section.files, 0);
    task.progress('phase.export.data', 0, this.total);
    for (const section of sections) {
      const name = section.table.table;
      const path = `data/${name}`;
      section.rows = 0;
      await archive.add(`${path}.json`, asJson(this.rows(section, fields)), () => section.rows);
      const flat = this.flat(section, fields);
      await archive.add(`${path}.csv`, asCsv(section.csvColumns, flat), () => section.rows);
    }
    await this.addFiles(archive, sections);
    const names = await namesOf(this.db, task.personId);
    const facts = { task, sections, fields, catalogue, translator, files: archive.files, names };
    await archive.add('index.html', [writeHtml(describeArchive(facts))]);
    await archive.add('manifest.json', [`${JSON.stringify(archiveManifest(facts), null, 2)}\n`]);
  }

  private async sections(fields: readonly FieldDefinition[]): Promise<Section[]> {
    const { catalogue } = this.tools;
    const keys = await readForeignKeys(this.db);
    const tables = this.known
      ? catalogue.tables.filter((table) => exportedLinks(table).length > 0)
      : catalogue.tenantTables;
    const sections: Section[] = [];
    for (const table of tables) {
      const columns = this.known ? personColumns(table) : tenantColumns(table);
      const query = this.query(table, columns, keys);
      const { where } = query;
      const named = filesIn(table, columns).map(({ column }) => sql`count(nullif(t.${identifier(column)}, ''))`);
      const count = await this.db.first<{ total: string; files: string }>(sql`select count(*) as total,
        ${named.length > 0 ? join(named, ' + ') : sql`0`} as files
        from ${identifier(table.table)} t
        where t.tenant_id = ${this.task.tenantId}::uuid and ${where?.(raw('t')) ?? sql`true`}`);
      const csvColumns = this.csvColumns(table, columns, query, fields);
      sections.push({
        table,
        query,
        csvColumns,
        total: Number(count?.total ?? 0),
        files: Number(count?.files ?? 0),
        rows: 0,
        sample: [],
      });
    }
    return sections;
  }

  private query(table: PersonalTable, columns: readonly StoredColumn[], keys: readonly ForeignKey[]): RowQuery {
    const { personId } = this.task;
    if (!personId) return { table, columns };
    const about = { ...table, links: exportedLinks(table) };
    return {
      table,
      columns,
      extras: referenceNames(this.tools.catalogue, keys, table, columns),
      where: (row: Sql) => linksPerson(about, row, personId),
    };
  }

  private csvColumns(
    table: PersonalTable,
    columns: readonly StoredColumn[],
    { extras = [] }: RowQuery,
    fields: readonly FieldDefinition[],
  ): readonly string[] {
    const named = new Set(extras.map(({ name }) => name));
    return columns.flatMap((column) => {
      if (this.holdsFields(table, column.property)) return fieldColumns(column.property, fields);
      const name = `${column.property}.name`;
      return named.has(name) ? [column.property, name] : [column.property];
    });
  }

  private holdsFields(table: PersonalTable, property: string): boolean {
    const { fieldColumn } = this.tools.catalogue;
    return table.table === fieldColumn.table && property === fieldColumn.property;
  }

  private async *rows(section: Section, fields: readonly FieldDefinition[]): AsyncGenerator<readonly StoredRow[]> {
    for await (const rows of this.read(section, fields)) {
      section.rows += rows.length;
      this.done += rows.length;
      section.sample.push(...rows.slice(0, SAMPLE - section.sample.length));
      this.task.progress('phase.export.data', this.done, this.total);
      yield rows;
    }
  }

  private async *flat(section: Section, fields: readonly FieldDefinition[]): AsyncGenerator<readonly StoredRow[]> {
    const { fieldColumn } = this.tools.catalogue;
    for await (const rows of this.read(section, fields)) {
      const expanded = this.holdsFields(section.table, fieldColumn.property);
      yield expanded ? rows.map((row) => flattenFields(row, fieldColumn.property)) : rows;
    }
  }

  private async *read(section: Section, fields: readonly FieldDefinition[]): AsyncGenerator<readonly StoredRow[]> {
    const { fieldColumn } = this.tools.catalogue;
    for await (const stored of storedRows(this.db, section.query)) {
      await this.task.checkpoint();
      const rows = this.known ? await this.known.reduce(section.table, stored) : stored;
      const expanded = this.holdsFields(section.table, fieldColumn.property);
      yield expanded ? rows.map((row) => expandFields(row, fieldColumn.property, fields)) : rows;
    }
  }

  /** Every blob that a row names, with what stands beside it under the same name: the renditions of a picture. */
  private async addFiles(archive: ArchiveWriter, sections: readonly Section[]): Promise<void> {
    const { blobs } = this.tools;
    const { tenantId, signal } = this.task;
    for (const { table, query } of sections) {
      const named = filesIn(table, query.columns).map(({ property }) => property);
      if (named.length === 0) continue;
      const columns = query.columns.filter(({ property }) => named.includes(property) || property === FILE_NAME);
      for await (const rows of storedRows(this.db, { ...query, columns, extras: [] })) {
        for (const [name, fileName] of rows.flatMap((row) =>
          named.map((property) => [row[property], row[FILE_NAME]]),
        )) {
          if (typeof name !== 'string' || name === '') continue;
          await this.task.checkpoint();
          for await (const blob of blobs.list(tenantId, name)) {
            const content = await blobs.read(tenantId, blob.name, signal);
            if (!content) continue;
            await archive.add(filePath(blob.name, blob.name === name ? fileName : null), content);
          }
          this.done += 1;
          this.task.progress('phase.export.files', this.done, this.total);
        }
      }
    }
  }
}

/** The columns that name a blob. */
const filesIn = (table: PersonalTable, columns: readonly StoredColumn[]): readonly StoredColumn[] =>
  columns.filter((column) => table.elements.some(({ blob, property }) => blob && property === column.property));

/** The property that holds what a person called a file, where there is one. */
const FILE_NAME = 'fileName';

/** A path that every unpacker takes: of a file with a name of its own, a folder with that file. */
function filePath(blobName: string, fileName: unknown): string {
  const safe = (text: string): string => text.replaceAll(/[^\p{L}\p{N}._ ()/-]|\.\.+/gu, '_').replace(/^[/ ]+/, '');
  const folder = safe(blobName.startsWith(UPLOADS) ? blobName.slice(UPLOADS.length) : blobName);
  const name = typeof fileName === 'string' ? safe(fileName.replaceAll('/', '_')).slice(0, 200).toWellFormed() : '';
  return `${UPLOADS}${folder}${name === '' ? '' : `/${name}`}`;
}
