import type { Domain } from '../../catalogue/index.js';
import { analysisClocks } from './analysis.clocks.js';
import { Analysis, AnalysisOccasion } from './analysis.entity.js';
import { analysisMessages } from './analysis.messages.js';
import {
  analysisFindingObject,
  analysisMap,
  analysisOccasionObject,
  processorAnalysisObject,
} from './analysis.objects.js';
import { AnalysisResolver } from './analysis.resolver.js';
import { AnalysisService } from './analysis.service.js';
import { AnalysisFindingType, AnalysisOccasionType, AnalysisType, ProcessorAnalysisType } from './analysis.types.js';
import { AnalysisFinding } from './analysis-finding.entity.js';
import { Certification } from './certification.entity.js';
import { certificationObject } from './certification.objects.js';
import { CertificationResolver } from './certification.resolver.js';
import { CertificationService } from './certification.service.js';
import { CertificationType } from './certification.types.js';
import { ProcessorAnalysis } from './processor-analysis.entity.js';

/** Analyses of risk and vulnerability (DP-16), and the processor's certifications. */
export const analyses = {
  entities: [Analysis, AnalysisOccasion, AnalysisFinding, ProcessorAnalysis, Certification],
  objects: [analysisOccasionObject, analysisFindingObject, processorAnalysisObject, certificationObject],
  maps: [analysisMap],
  nodeTypes: [AnalysisType, AnalysisOccasionType, AnalysisFindingType, ProcessorAnalysisType, CertificationType],
  clocks: analysisClocks,
  messages: [analysisMessages],
} as const satisfies Domain;

export const composeAnalyses = (): { readonly resolvers: readonly object[] } => ({
  resolvers: [new AnalysisResolver(new AnalysisService()), new CertificationResolver(new CertificationService())],
});
