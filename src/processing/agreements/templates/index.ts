import type { Domain } from '../../../catalogue/index.js';
import { DeviationDecisionService } from './deviation-decision.service.js';
import { OwnTemplate, TemplateDeviation, TemplateDeviationDecision } from './own-template.entity.js';
import { ownTemplateMessages } from './own-template.messages.js';
import { OwnTemplateResolver } from './own-template.resolver.js';
import { OwnTemplateService, type ReadTemplateFile } from './own-template.service.js';

export type { ReadTemplateFile } from './own-template.service.js';

/** Templates of agreements that controllers bring themselves. */
export const ownTemplates = {
  entities: [OwnTemplate, TemplateDeviation, TemplateDeviationDecision],
  messages: [ownTemplateMessages],
} as const satisfies Domain;

export function composeOwnTemplates(readFile: ReadTemplateFile): {
  readonly resolvers: readonly object[];
  readonly templates: OwnTemplateService;
  readonly decisions: DeviationDecisionService;
} {
  const templates = new OwnTemplateService(readFile);
  const decisions = new DeviationDecisionService();
  return { templates, decisions, resolvers: [new OwnTemplateResolver(templates, decisions)] };
}
