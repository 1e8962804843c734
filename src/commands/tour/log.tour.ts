import type { ApiClient } from '../api-client.js';
import type { Stage } from './stage.js';

const looks = '{ viewer { looks(first: 10) { totalCount nodes { at action role unitName purpose categories } } } }';
const log =
  '{ logEntries(first: 8) { nodes { at action role outcome purpose actor { displayName } persons { displayName } } } }';

interface Looks {
  readonly viewer: {
    readonly looks: {
      readonly totalCount: number | null;
      readonly nodes: readonly {
        readonly at: string;
        readonly action: string;
        readonly role: string;
        readonly unitName: string | null;
        readonly purpose: string;
        readonly categories: readonly string[];
      }[];
    };
  };
}

interface Log {
  readonly logEntries: {
    readonly nodes: readonly {
      readonly at: string;
      readonly action: string;
      readonly role: string;
      readonly outcome: string;
      readonly purpose: string;
      readonly actor: { readonly displayName: string | null } | null;
      readonly persons: readonly { readonly displayName: string | null }[];
    }[];
  };
}

/** Who looked at the viewer's own data, when and what for. */
export async function lookedAt(stage: Stage, client: ApiClient): Promise<void> {
  const { viewer } = await stage.ask<Looks>('Who looked at my data', client, looks);
  stage.facts([['looks and changes by others', viewer.looks.totalCount ?? viewer.looks.nodes.length]]);
  stage.list(
    viewer.looks.nodes.map(({ at, action, role, unitName, purpose, categories }) =>
      [moment(at), action, role, unitName, `for ${purpose}`, categories.join(', ')].filter(Boolean).join(' · '),
    ),
    4,
  );
}

/** The log as the controller reads it. */
export async function readLog(stage: Stage, client: ApiClient): Promise<void> {
  const { logEntries } = await stage.ask<Log>('Who did what, and looked at whom', client, log);
  stage.list(
    logEntries.nodes.map(({ at, action, role, outcome, purpose, actor, persons }) => {
      const who = actor?.displayName ?? role;
      const whom = persons.map(({ displayName }) => displayName ?? '?');
      const about = whom.length > 2 ? `${whom.slice(0, 2).join(', ')} and ${whom.length - 2} more` : whom.join(', ');
      return [moment(at), who, outcome === 'DONE' ? action : `${action} (${outcome})`, `for ${purpose}`, about]
        .filter(Boolean)
        .join(' · ');
    }),
    6,
  );
}

const moment = (at: string): string => at.slice(0, 16).replace('T', ' ');
