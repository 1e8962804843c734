import type { Domain } from '../../catalogue/index.js';
import { Instruction, InstructionCounter, InstructionStep } from './instruction.entity.js';
import { instructionMessages } from './instruction.messages.js';
import { instructionObject, instructionStepObject } from './instruction.objects.js';
import { InstructionResolver } from './instruction.resolver.js';
import { InstructionType } from './instruction.types.js';
import { settingLabels } from './setting.labels.js';

/** The ledger of documented instructions (Article 28(3)(a) GDPR). */
export const instructions = {
  entities: [Instruction, InstructionStep, InstructionCounter],
  objects: [instructionObject, instructionStepObject],
  nodeTypes: [InstructionType],
  messages: [instructionMessages, settingLabels],
} as const satisfies Domain;

/** What instructions bring into the application. */
export const composeInstructions = () => ({ resolvers: [new InstructionResolver()] });
