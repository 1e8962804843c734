import type { DemoAct } from './demo.story.types.js';

const officer = 'gro-sandvoll';

/**
 * Since the agreement was signed the schools have come to need two things more: one is acknowledged with its version of the
 * annexes, and the other waits, and stores nothing.
 */
export const lindvikAfterwards: readonly DemoAct[] = [
  {
    by: officer,
    mutation: 'createField',
    input: () => ({
      key: 'skoleskyss',
      label: 'Har rett til skoleskyss',
      description: 'Til listene over hvem som skal følges til bussen.',
      type: 'YES_NO',
      registers: ['STUDENT'],
      category: 'OTHER',
      purposes: ['ADMINISTRATION', 'SAFETY'],
      retention: 'P1Y',
      readableBy: ['teacher'],
      correctable: false,
    }),
    unless: { query: '{ fieldDefinitions(includeRetired: true) { key } }', says: 'skoleskyss' },
  },
  {
    by: officer,
    mutation: 'acknowledgeAnnexVersion',
    input: async (_ids, client) => {
      interface Current {
        readonly annexVersion: { readonly number: number; readonly hash: string };
      }
      const { annexVersion } = await client.ask<Current>('{ annexVersion { number hash } }');
      return { number: annexVersion.number, expectedHash: annexVersion.hash };
    },
    unless: {
      query: '{ fieldDefinitions(includeRetired: true) { key isAcknowledged } }',
      says: '"key":"skoleskyss","isAcknowledged":true',
    },
  },
  {
    by: officer,
    mutation: 'createField',
    input: () => ({
      key: 'svommedyktig',
      label: 'Er svømmedyktig',
      description: 'Til turer ved vann.',
      type: 'YES_NO',
      registers: ['STUDENT'],
      category: 'OTHER',
      purposes: ['SAFETY'],
      retention: 'P1Y',
      readableBy: ['teacher'],
      correctable: false,
    }),
    unless: { query: '{ fieldDefinitions(includeRetired: true) { key } }', says: 'svommedyktig' },
  },
];
