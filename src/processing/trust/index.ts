import type { FastifyRequest } from 'fastify';
import type { Context } from '../../base/context.js';
import type { Database } from '../../base/database/database.js';
import type { Route, RouteAnswer } from '../../base/http/route.js';
import type { Translator } from '../../base/messages.js';
import type { Domain } from '../../catalogue/index.js';
import { wordsIn } from '../agreements/annex-words.js';
import type { SubProcessorService } from '../sub-processors/index.js';
import { composeTrust, type TrustContent } from './trust.content.js';
import { trustLabels } from './trust.labels.js';
import { trustMessages } from './trust.messages.js';
import { writeTrustPage } from './trust.page.js';
import { type TrustReading, TrustResolver } from './trust.resolver.js';
import { TrustService } from './trust.service.js';

/** A tenant's trust page: what its records answer to the standing questions. */
export const trust = { messages: [trustMessages, trustLabels] } as const satisfies Domain;

export interface TrustTools {
  readonly snapshots: Database;
  readonly translator: Translator;
  readonly subProcessors: SubProcessorService;
}

export function composeTrustPages({ snapshots, translator, subProcessors }: TrustTools): {
  readonly resolvers: readonly object[];
  readonly routes: readonly Route[];
} {
  const service = new TrustService(snapshots, subProcessors);
  const read: TrustReading = async (context, slug) =>
    composeTrust(
      await service.read(context, slug),
      wordsIn(translator, context.locale),
      context.now.toISOString().slice(0, 10),
    );
  const route = (extension: string, write: (content: TrustContent) => Pick<RouteAnswer, 'type' | 'body'>): Route => ({
    url: `/tenants/:slug/trust.${extension}`,
    action: 'public',
    answer: async (context: Context, request: FastifyRequest) => {
      const content = await read(context, (request.params as { readonly slug: string }).slug);
      return {
        ...write(content),
        headers: {
          'cache-control': 'public, max-age=300',
          vary: 'Accept-Language',
          'content-language': content.language,
          'access-control-allow-origin': '*',
          'cross-origin-resource-policy': 'cross-origin',
        },
      };
    },
  });
  return {
    resolvers: [new TrustResolver(read)],
    routes: [
      route('json', (content) => ({ type: 'application/json; charset=utf-8', body: `${JSON.stringify(content)}\n` })),
      route('html', (content) => ({
        type: 'text/html; charset=utf-8',
        body: writeTrustPage(content, wordsIn(translator, content.language)),
      })),
    ],
  };
}
