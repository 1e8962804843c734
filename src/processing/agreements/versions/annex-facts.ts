import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../../../base/signing/index.js';
import type { AnnexAgreement, AnnexBasis, AnnexSources, Organisation } from '../annex-sources.js';

/** What a version keeps of the agreement: nothing of contact persons, who may be erased while the version stays. */
type AgreementFacts = Pick<
  AnnexAgreement,
  | 'mainContractName'
  | 'mainContractNumber'
  | 'mainContractDate'
  | 'annexNumber'
  | 'startsOn'
  | 'endsOn'
  | 'authorisation'
>;

/**
 * Everything that the annexes are made of, in no language: codes, and texts in every language in which they are recorded.
 * From the same facts the annexes come out the same in each language.
 */
export interface AnnexFacts extends Omit<AnnexBasis, 'roleNames' | 'changedAt' | 'processor' | 'agreement'> {
  /** Null while none is recorded, or after it has ended. */
  readonly agreement: AgreementFacts | null;
  readonly processor: Organisation | null;
  /** What the readers of fields are called, where they are roles of the tenant's own. */
  readonly roleNames: Readonly<Record<string, string>>;
}

/** The facts of now. */
export function factsOf(basis: AnnexBasis, agreement: AnnexAgreement | null): AnnexFacts {
  const readers = new Set(basis.fields.flatMap(({ readableBy }) => readableBy));
  return {
    agreement: agreement && {
      mainContractName: agreement.mainContractName,
      mainContractNumber: agreement.mainContractNumber,
      mainContractDate: agreement.mainContractDate,
      annexNumber: agreement.annexNumber,
      startsOn: agreement.startsOn,
      endsOn: agreement.endsOn,
      authorisation: agreement.authorisation,
    },
    controller: basis.controller,
    processor: basis.processor,
    registers: basis.registers,
    elements: basis.elements,
    fields: basis.fields,
    subProcessors: basis.subProcessors,
    measures: basis.measures,
    roleNames: Object.fromEntries([...basis.roleNames].filter(([key]) => readers.has(key))),
  };
}

/** Canonical JSON of the facts, and its SHA-256 in lower-case hexadecimal. */
export function sealed(facts: AnnexFacts): { readonly content: string; readonly hash: string } {
  const content = canonicalJson(facts as unknown as JsonValue);
  return { content, hash: createHash('sha256').update(content).digest('hex') };
}

/** The facts of a version, which this code has written. */
export const factsIn = (content: string): AnnexFacts => JSON.parse(content) as AnnexFacts;

/** What the annexes of a kept version are composed of; null while there was no agreement or no processor to compose them for. */
export function sourcesOf(facts: AnnexFacts, version: { number: number; madeAt: Date }): AnnexSources | null {
  const { agreement, processor } = facts;
  if (!agreement || !processor) return null;
  return {
    ...facts,
    processor,
    agreement: {
      ...agreement,
      contactName: null,
      contactPosition: null,
      contactEmail: null,
      contactTelephone: null,
      version: version.number,
    },
    roleNames: new Map(Object.entries(facts.roleNames)),
    changedAt: version.madeAt,
  };
}
