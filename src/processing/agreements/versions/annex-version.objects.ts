import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../../../base/context.js';
import type { PreparedValue, RowGuard } from '../../../base/reading/index.js';
import { describeObject } from '../../../catalogue/index.js';
import { composeAnnexes } from '../annex-composer.js';
import { wordsOf } from '../annex-words.js';
import { annexesForApi } from '../annexes.api.js';
import type { AnnexChange } from './annex-change.js';
import { changeInWords } from './annex-change.words.js';
import { factsIn, sourcesOf } from './annex-facts.js';
import { AnnexVersion } from './annex-version.entity.js';

async function prepareState(_context: Context, _guard: RowGuard, version: Sql): Promise<PreparedValue> {
  return {
    sql: sql`case when ${version}.acknowledged_at is not null then 'ACKNOWLEDGED'
      when exists (select 1 from annex_version later where later.tenant_id = ${version}.tenant_id
        and later.number > ${version}.number and later.acknowledged_at is not null) then 'COVERED'
      when ${version}.widens then 'AWAITING' else 'NOT_NEEDED' end`,
    finish: (value) => value,
    elements: [],
  };
}

const pathTo = (format: 'json' | 'jsonld' | 'pdf' | 'html') => ({
  from: ['number'] as const,
  value: ([number]: readonly unknown[]): string => `/annexes.${format}?version=${String(number)}`,
});

/** Versions tell of the processing and of no person beside whoever acknowledged them: who reads the agreement reads them. */
export const annexVersionObject = describeObject<AnnexVersion>({
  type: 'AnnexVersion',
  entity: AnnexVersion,
  rows: (access) => access.can('agreement.read'),
  columns: ['number', 'hash', 'madeAt', 'causes', 'widens', 'acknowledgedAt'],
  computed: {
    changes: {
      from: ['difference'],
      value: ([changes], context: Context) =>
        (changes as readonly AnnexChange[]).map((change) => changeInWords(change, wordsOf(context))),
    },
    annexes: {
      from: ['content', 'number', 'madeAt'],
      value: ([content, number, madeAt], context: Context) => {
        const version = { number: Number(number), madeAt: new Date(madeAt as string) };
        const sources = sourcesOf(factsIn(content as string), version);
        return sources && annexesForApi(composeAnnexes(sources, wordsOf(context)), context.locale);
      },
    },
    jsonPath: pathTo('json'),
    jsonLdPath: pathTo('jsonld'),
    pdfPath: pathTo('pdf'),
    htmlPath: pathTo('html'),
  },
  prepared: { state: prepareState },
  relations: {
    acknowledgedBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (version, person) => sql`${person}.id = ${version}.acknowledged_by_person_id`,
    },
  },
  sorts: { NUMBER: [{ property: 'number', type: 'int' }] },
});
