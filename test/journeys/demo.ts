import { toGlobalId } from '../../src/base/ids.js';
import { ApiClient } from '../../src/commands/api-client.js';
import { DemoIds } from '../../src/development/demo/demo.ids.js';
import {
  type DemoActors,
  type DemoTenant,
  loadDemoPlatform,
  loadDemoTenant,
  tellDemoStory,
} from '../../src/development/demo/index.js';
import { Actor } from '../harness/actor.js';
import { World } from '../harness/world.js';

export type DemoKind = 'unit' | 'person' | 'group' | 'field';

const types = { unit: 'Unit', person: 'Person', group: 'Group', field: 'FieldDefinition' } as const;

/** A demo tenant as `npm start` loads it, in a world of its own: its people sign in, and have done what the demo says. */
export class Demo {
  private readonly ids: DemoIds;

  private constructor(
    readonly world: World,
    readonly tenant: DemoTenant,
    readonly operator: Actor,
  ) {
    this.ids = new DemoIds(tenant);
  }

  static async open(tenant: DemoTenant): Promise<Demo> {
    const world = await World.open();
    const { issuer } = world;
    const operator = await (await world.tenant({ kind: 'operator' })).operator();
    const demo = new Demo(world, tenant, operator);
    await loadDemoPlatform(demo.actors.operator);
    await loadDemoTenant(world.app.database, tenant, {
      issuer: issuer.nameFor(tenant.slug),
      audience: 'varde-api',
      jwksUri: issuer.jwksUri,
    });
    await world.app.startJobs();
    await tellDemoStory(tenant, demo.actors);
    return demo;
  }

  /** Who acts in the demo's story. */
  get actors(): DemoActors {
    const client = ({ token }: Actor): ApiClient => new ApiClient(`${this.world.url}/graphql`, token);
    return { as: async (subject) => client(await this.as(subject)), operator: client(this.operator) };
  }

  /** Somebody with an account, signed in with a second factor: just now, where nothing else is said. */
  async as(subject: string, secondFactorAt: Date | null = new Date()): Promise<Actor> {
    if (!this.tenant.accounts.some((account) => account.subject === subject)) throw new Error(`Nobody is ${subject}`);
    return new Actor(this.world.url, await this.world.issuer.token(this.tenant.slug, { subject, secondFactorAt }));
  }

  /** The id under which the API knows a row of the demo. */
  gid(kind: DemoKind, key: string): string {
    return toGlobalId(types[kind], this.ids.of(kind, key));
  }

  /** The same as the database knows it. */
  uuid(kind: DemoKind, key: string): string {
    return this.ids.of(kind, key);
  }

  accountGid(subject: string): string {
    return toGlobalId('Account', this.accountUuid(subject));
  }

  accountUuid(subject: string): string {
    return this.ids.link('account', subject);
  }

  get tenantId(): string {
    return this.ids.tenantId;
  }

  close(): Promise<void> {
    return this.world.close();
  }
}

/** Who is on the first page of people, by their names; sorted, so that the alphabet of no language matters. */
export async function peopleSeenBy(actor: Actor): Promise<readonly string[]> {
  const { persons } = await actor.ask<{ persons: { nodes: { displayName: string }[]; totalCount: number } }>(
    '{ persons(first: 100) { totalCount nodes { displayName } } }',
  );
  if (persons.totalCount !== persons.nodes.length) throw new Error('The count tells of more than is shown');
  return persons.nodes.map(({ displayName }) => displayName).sort();
}

/** Whether an object is there for the viewer, asked for by id. */
export async function isThere(actor: Actor, id: string): Promise<boolean> {
  const { node } = await actor.ask<{ node: object | null }>('query($id: ID!) { node(id: $id) { id } }', { id });
  return node !== null;
}

/** The same for a person, whichever way the viewer asks. */
export async function sees(actor: Actor, personId: string): Promise<boolean> {
  const { person } = await actor.ask<{ person: object | null }>('query($id: ID!) { person(id: $id) { id } }', {
    id: personId,
  });
  if ((person !== null) !== (await isThere(actor, personId))) throw new Error('One way in tells more than the other');
  return person !== null;
}
