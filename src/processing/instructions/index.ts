import type { Domain } from '../../catalogue/index.js';
import { Instruction, InstructionCounter, InstructionStep } from './instruction.entity.js';
import { instructionMessages } from './instruction.messages.js';
import { instructionObject, instructionStepObject } from './instruction.objects.js';
import { InstructionResolver } from './instruction.resolver.js';
import { instructionRoutes } from './instruction.routes.js';
import { InstructionType } from './instruction.types.js';
import { parkingMessages } from './parking.messages.js';
import { ParkingResolver } from './parking.resolver.js';
import { ParkingService } from './parking.service.js';
import { settingLabels } from './setting.labels.js';
import type { AfterReturn } from './setting-return.js';

/** The ledger of documented instructions (Article 28(3)(a) GDPR). */
export const instructions = {
  entities: [Instruction, InstructionStep, InstructionCounter],
  objects: [instructionObject, instructionStepObject],
  nodeTypes: [InstructionType],
  messages: [instructionMessages, parkingMessages, settingLabels],
} as const satisfies Domain;

export type { AfterReturn };

/** What instructions bring into the application. */
export const composeInstructions = (afterReturn: AfterReturn) => ({
  resolvers: [new InstructionResolver(), new ParkingResolver(new ParkingService(afterReturn))],
  routes: instructionRoutes(),
});
