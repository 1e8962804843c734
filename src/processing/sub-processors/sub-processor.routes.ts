import { queryValue, type Route } from '../../base/http/route.js';
import { toGlobalId } from '../../base/ids.js';
import { textIn } from '../../base/translated-text.js';
import type { SubProcessorService } from './sub-processor.service.js';

/**
 * The list for machines and web pages, without signing in. It is the same for every tenant; what one tenant has
 * authorised stands in Annex IV of its agreement, which is for those who may read that.
 */
export const subProcessorRoutes = (subProcessors: SubProcessorService): readonly Route[] => [
  {
    url: '/sub-processors.json',
    action: 'public',
    answer: async (context, request) => {
      const rows = await subProcessors.list(context, queryValue(request, 'includePast') === 'true');
      const { locale } = context;
      const body = {
        language: locale,
        subProcessors: rows.map((row) => ({
          id: toGlobalId('SubProcessor', row.id),
          legalName: row.legalName,
          service: textIn(row.service, locale),
          processing: textIn(row.processing, locale),
          responsibilities: textIn(row.responsibilities, locale),
          dataCategories: row.dataCategories,
          address: row.address,
          country: row.country,
          locations: row.locations,
          transferBasis: row.transferBasis,
          transferDetails: row.transferDetails,
          contact: row.contact,
          isPrimary: row.isPrimary,
          since: row.since,
          until: row.until,
          updatedAt: row.updatedAt.toISOString(),
        })),
      };
      return {
        type: 'application/json; charset=utf-8',
        body: `${JSON.stringify(body)}\n`,
        headers: {
          'cache-control': 'public, max-age=300',
          vary: 'Accept-Language',
          'access-control-allow-origin': '*',
          'cross-origin-resource-policy': 'cross-origin',
        },
      };
    },
  },
];
