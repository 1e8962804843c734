import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';

const directory = path.resolve(import.meta.dirname, '../../../schema');

export const RENEW = 'If the change is meant: `npm run schema`, read the difference, and commit it with the change.';

type Snapshot = 'schema.graphql' | 'database.sql';

/** The API as its clients see it, in an order that does not depend on where things are declared. */
export const describeApi = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

/** A committed contract; empty where there is none yet. */
export const readSnapshot = (name: Snapshot): Promise<string> =>
  readFile(path.join(directory, name), 'utf8').catch(() => '');

export const writeSnapshot = (name: Snapshot, text: string): Promise<void> =>
  writeFile(path.join(directory, name), text);
