import type { ApiClient } from '../../commands/api-client.js';
import type { DemoAct } from './demo.story.types.js';

const officer = 'liesbeth-haverkort';
const DAYS = 60;
const register = (query: string): string => `{ accessExceptions(first: 10) { nodes { ${query} } } }`;

async function adopted(client: ApiClient): Promise<string> {
  const { matrix } = await client.ask<{ matrix: { id: string } }>('{ matrix { id } }');
  return matrix.id;
}

/** An exception for a coupling, consented to after a consultation (OP-7), and feedback on the matrix (OP-12). */
export const twaalfmorgenActs: readonly DemoAct[] = [
  {
    by: 'rutger-klaverweide',
    mutation: 'requestException',
    input: (ids) => ({
      accountId: ids.accountGid('ineke-postmus'),
      role: 'applicatiemedewerker',
      reason: 'Eenmalige koppeling met het nieuwe toetsplatform.',
      endsAt: new Date(Date.now() + DAYS * 86_400_000).toISOString(),
    }),
    unless: { query: register('reason'), says: 'toetsplatform' },
  },
  {
    by: officer,
    mutation: 'decideException',
    input: async (_ids, client) => {
      const { accessExceptions } = await client.ask<{ accessExceptions: { nodes: readonly { id: string }[] } }>(
        register('id'),
      );
      return {
        exceptionId: accessExceptions.nodes[0]?.id,
        isConsented: true,
        consultation: 'Besproken met de schooldirecteur en de leverancier van het toetsplatform.',
        answer: 'Akkoord tot het einde van de koppeling.',
      };
    },
    unless: { query: register('state'), says: 'IN_FORCE' },
  },
  {
    by: 'mustafa-bruggink',
    mutation: 'giveMatrixFeedback',
    input: async (_ids, client) => ({
      matrixId: await adopted(client),
      function: 'onderwijsondersteuner',
      text: 'Een onderwijsondersteuner ziet de verslagen van de eigen groepen; leerkracht beperkt zou genoeg zijn.',
    }),
    unless: { query: '{ matrixFeedback(first: 10) { nodes { text } } }', says: 'onderwijsondersteuner' },
  },
];
