import type { ApiClient } from '../../commands/api-client.js';
import type { DemoIds } from './demo.ids.js';
import type { DemoAct, DemoActors } from './demo.story.types.js';

/** Does one thing through the API, in somebody's name; what is done already is not done again. */
export async function perform(
  { by, mutation, input, unless }: DemoAct,
  ids: DemoIds,
  actors: DemoActors,
): Promise<void> {
  const client: ApiClient = await actors.as(by);
  const known = await client.ask<object>(unless.query);
  if (JSON.stringify(known).includes(unless.says)) return;
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  await client.mutate(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { message } } }`,
    await input(ids, client),
  );
}
