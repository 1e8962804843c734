import type { Context } from '../../base/context.js';
import { toGlobalId } from '../../base/ids.js';
import type { Catalogue, DataCategory } from '../../catalogue/index.js';
import { namer } from '../names.js';
import type { Planned } from './erasure.service.js';
import type { ErasurePlanType, LegalHoldType } from './erasure.types.js';
import type { Hold } from './holds.js';

/** A hold as the API shows it. */
export const showHold = ({ id, category, element, ground, until }: Hold): LegalHoldType => ({
  id: toGlobalId('LegalHold', id),
  category: category as DataCategory | null,
  element,
  ground,
  until,
});

/** Shows a plan in the language of the request. */
export class ErasurePlanView {
  constructor(private readonly catalogue: Catalogue) {}

  async show(context: Context, planned: Planned): Promise<ErasurePlanType> {
    const { personId, hash, plan, archives, transferFiles, operations, accounts, holds, blockers } = planned;
    const name = await namer(context.db, this.catalogue, { locale: context.locale, text: context.text.bind(context) });
    return {
      personId: toGlobalId('Person', personId),
      hash,
      steps: plan.steps.map(({ place, action, rows, elements, ground, until }) => ({
        place,
        placeLabel: name(place),
        action,
        rows,
        elements: elements.map(({ element, count }) => ({
          element,
          label: name(element),
          category: this.catalogue.byName(element)?.category ?? 'OTHER',
          count,
        })),
        ground: ground?.startsWith('ground.') ? context.text(ground) : ground,
        until,
      })),
      files: plan.files,
      archives,
      transferFiles,
      operations,
      accounts,
      holds: holds.map(showHold),
      blockers: blockers.map(({ code, messageKey }) => ({ code, message: context.text(messageKey) })),
    };
  }
}
