import { once } from 'node:events';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Sql } from 'sql-template-tag';
import { isUuid } from '../ids.js';

export type CopyValue = string | number | boolean | null | readonly string[];

const FLUSH_CHARACTERS = 256 * 1024;

/** Escapes what COPY's text format gives a meaning to. */
function cell(value: CopyValue): string {
  if (value === null) return String.raw`\N`;
  const text = Array.isArray(value) ? arrayLiteral(value as readonly string[]) : String(value);
  return text
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('\t', String.raw`\t`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`);
}

const arrayLiteral = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`)}"`).join(',')}}`;

/**
 * One transaction in a tenant for work in bulk, on a connection of its own: COPY keeps a portal open across round trips
 * and cannot share the pipelined pool. Temporary tables take the rows, because PostgreSQL refuses COPY into a table with
 * row-level security; INSERT … SELECT then goes through the tenant wall like any other statement.
 */
export class BulkTransaction {
  private constructor(
    private readonly client: pg.Client,
    readonly tenantId: string,
  ) {}

  static async run<Result>(
    databaseUrl: string,
    tenantId: string,
    work: (bulk: BulkTransaction) => Promise<Result>,
  ): Promise<Result> {
    if (!isUuid(tenantId)) throw new Error('a tenant id is a UUID');
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'varde-bulk' });
    // Reported by the statement in flight; without a listener it would end the process.
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(
        `BEGIN; SET LOCAL app.tenant_id = '${tenantId}'; SET LOCAL TimeZone = 'UTC'; SET LOCAL work_mem = '64MB'`,
      );
      const result = await work(new BulkTransaction(client, tenantId));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await client.end();
    }
  }

  async run(query: Sql): Promise<number> {
    return (await this.client.query(query.text, query.values)).rowCount ?? 0;
  }

  async many<Row>(query: Sql): Promise<Row[]> {
    return (await this.client.query(query.text, query.values)).rows as Row[];
  }

  /** Copies rows into a temporary table; answers how many. */
  async copy(
    table: string,
    columns: readonly string[],
    batches: AsyncIterable<readonly CopyValue[][]>,
  ): Promise<number> {
    const stream = this.client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
    let rows = 0;
    const done = once(stream, 'finish');
    try {
      for await (const batch of batches) {
        let text = '';
        for (const row of batch) {
          text += `${row.map(cell).join('\t')}\n`;
          if (text.length > FLUSH_CHARACTERS) {
            if (!stream.write(text)) await once(stream, 'drain');
            text = '';
          }
        }
        if (text && !stream.write(text)) await once(stream, 'drain');
        rows += batch.length;
      }
      stream.end();
      await done;
    } catch (error) {
      done.catch(() => undefined);
      stream.destroy();
      throw error;
    }
    return rows;
  }
}
