import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../../base/graphql/connection.types.js';
import { enumOf } from '../../../base/graphql/enum.js';
import { Node } from '../../../base/graphql/node.types.js';
import { Payload } from '../../../base/graphql/user-error.types.js';
import { PersonType } from '../../../people/index.js';
import { AgreementAnnexesType } from '../annexes.types.js';
import { ANNEX_NUMBERS } from '../clauses/index.js';
import { type AnnexCause, type AnnexChangeKind, type AnnexPlace, annexCauses, annexPlaces } from './annex-change.js';

export const annexVersionStates = ['AWAITING', 'ACKNOWLEDGED', 'COVERED', 'NOT_NEEDED'] as const;
export type AnnexVersionState = (typeof annexVersionStates)[number];

const StateEnum = enumOf(
  annexVersionStates,
  'AnnexVersionState',
  'AWAITING the controller’s acknowledgement; ACKNOWLEDGED; COVERED by that of a later version; or NOT_NEEDED, because nothing more is processed.',
);
const CauseEnum = enumOf(
  annexCauses,
  'AnnexCause',
  'Of what the annexes are made: what changed. FIRST is the first version.',
);
const AnnexEnum = enumOf(ANNEX_NUMBERS, 'AnnexNumber', 'An annex of the EU standard clauses.');
const PlaceEnum = enumOf(
  Object.keys(annexPlaces) as AnnexPlace[],
  'AnnexPlace',
  'The part of an annex in which something is different.',
);
const kinds: readonly AnnexChangeKind[] = ['ADDED', 'REMOVED', 'CHANGED'];
const KindEnum = enumOf(kinds, 'AnnexChangeKind', 'Whether something is there anew, no more, or in another way.');

/** A difference in words. */
export interface AnnexChangeWords {
  readonly annex: string;
  readonly place: AnnexPlace;
  readonly cause: AnnexCause;
  readonly kind: AnnexChangeKind;
  readonly subject: string;
  readonly property: string | null;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly widens: boolean;
  readonly text: string;
}

@ObjectType('AnnexChange', {
  description: 'One difference between two versions of the annexes, in the language of the request.',
  simpleResolvers: true,
})
export class AnnexChangeType {
  @Field(() => AnnexEnum, { description: 'The annex.' })
  annex!: string;

  @Field(() => PlaceEnum, { description: 'Where in it.' })
  place!: string;

  @Field(() => CauseEnum, { description: 'What changed.' })
  cause!: string;

  @Field(() => KindEnum, { description: 'How.' })
  kind!: string;

  @Field(() => String, { description: 'What it is about: a field, a register, a measure, a sub-processor, a party.' })
  subject!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Which of its properties, such as `readers` or `retention`; null where it is there anew or no more.',
  })
  property!: string | null;

  @Field(() => [String], { description: 'What was said before.' })
  before!: string[];

  @Field(() => [String], { description: 'What is said now.' })
  after!: string[];

  @Field(() => Boolean, { description: 'Whether more is processed by it than before.' })
  widens!: boolean;

  @Field(() => String, { description: 'All of it in one sentence.' })
  text!: string;
}

@ObjectType('AnnexVersion', {
  implements: Node,
  description:
    'A version of Annexes I to IV as the processing in the tenant made them. It is kept as it was; a change makes another one.',
  simpleResolvers: true,
})
export class AnnexVersionType extends Node {
  @Field(() => Int, { description: 'The first, the second …' })
  number!: number;

  @Field(() => String, {
    description:
      'SHA-256, in hexadecimal, of what the annexes are made of as canonical JSON (RFC 8785): `content` of `/annexes.json`. Give it to `acknowledgeAnnexVersion`.',
  })
  hash!: string;

  @Field(() => Date, { description: 'When it was made.' })
  madeAt!: Date;

  @Field(() => [CauseEnum], { description: 'What changed since the version before.' })
  causes!: string[];

  @Field(() => Boolean, { description: 'Whether more is processed by it than by the version before.' })
  widens!: boolean;

  @Field(() => [AnnexChangeType], {
    description: 'What is different from the version before, in the order of the annexes; empty for the first.',
  })
  changes!: AnnexChangeType[];

  @Field(() => StateEnum, { description: 'Whether the controller has acknowledged it.' })
  state!: string;

  @Field(() => Date, { nullable: true, description: 'When the controller acknowledged it.' })
  acknowledgedAt!: Date | null;

  @Field(() => PersonType, { nullable: true, description: 'Who acknowledged it for the controller.' })
  acknowledgedBy!: PersonType | null;

  @Field(() => AgreementAnnexesType, {
    nullable: true,
    description:
      'The annexes of this version in the language of the request, with organisations’ contacts and no signatures; null where no agreement or no processor was recorded.',
  })
  annexes!: AgreementAnnexesType | null;

  @Field(() => String, { description: 'Where it is read as JSON, with the same bearer token.' })
  jsonPath!: string;

  @Field(() => String, { description: 'Where it is read as JSON-LD with terms of the Data Privacy Vocabulary.' })
  jsonLdPath!: string;

  @Field(() => String, { description: 'Where it is read as PDF (PDF/A).' })
  pdfPath!: string;

  @Field(() => String, { description: 'Where it is read as a web page.' })
  htmlPath!: string;
}

export const AnnexVersionConnection = connectionOf(AnnexVersionType, 'AnnexVersion');

@ObjectType('AnnexRule', {
  description: 'Whether fields that widen what is processed wait for the controller’s acknowledgement.',
  simpleResolvers: true,
})
export class AnnexRuleType {
  @Field(() => Boolean, {
    description:
      'Whether a field stores nothing before what it declares has been acknowledged. True unless set otherwise.',
  })
  waitsForAcknowledgement!: boolean;

  @Field(() => Int, { description: 'Grows with every change, 0 for the standard rule; give it as `expectedVersion`.' })
  version!: number;
}

@ObjectType({ description: 'The answer of `acknowledgeAnnexVersion`.', simpleResolvers: true })
export class AcknowledgeAnnexVersionPayload extends Payload {
  @Field(() => AnnexVersionType, { nullable: true, description: 'The version; null when it was refused.' })
  annexVersion!: AnnexVersionType | null;
}

@ObjectType({ description: 'The answer of `setAnnexRule`.', simpleResolvers: true })
export class SetAnnexRulePayload extends Payload {
  @Field(() => AnnexRuleType, { nullable: true, description: 'The rule; null when it was refused.' })
  annexRule!: AnnexRuleType | null;
}
