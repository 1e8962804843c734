import { Field, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../base/graphql/enum.js';
import { type NormStatus, normStatuses } from './norm.framework.js';

export const NormStatusEnum = enumOf(
  normStatuses,
  'NormStatus',
  'Whether a control is met, needs somebody’s eye, or is not met.',
);

@ObjectType('NormEvidence', { description: 'What is so now, and what that says of a control.', simpleResolvers: true })
export class NormEvidenceType {
  @Field(() => String, { description: 'Its key, the same in every language.' })
  key!: string;

  @Field(() => String, { description: 'The rule that decides, in the language of the request.' })
  rule!: string;

  @Field(() => Int, { description: 'How many were found of what the rule is about.' })
  found!: number;

  @Field(() => Int, { nullable: true, description: 'Out of how many.' })
  outOf!: number | null;

  @Field(() => Date, { nullable: true, description: 'The moment that the rule goes by, where it goes by one.' })
  at!: Date | null;

  @Field(() => NormStatusEnum, { description: 'What it says of the control.' })
  status!: NormStatus;

  @Field(() => String, { description: 'The query of this API in which its rows can be looked at.' })
  query!: string;
}

@ObjectType('NormControl', { description: 'A control of a norm framework, with its evidence.', simpleResolvers: true })
export class NormControlType {
  @Field(() => String, { description: 'Its key.' })
  key!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => String, { description: 'What it requires, in our words.' })
  requirement!: string;

  @Field(() => [String], { description: 'The clauses of the standard that it follows.' })
  follows!: string[];

  @Field(() => NormStatusEnum, { description: 'The status of its worst evidence.' })
  status!: NormStatus;

  @Field(() => [NormEvidenceType], { description: 'The evidence, as it is now.' })
  evidence!: NormEvidenceType[];
}

@ObjectType('NormFramework', {
  description:
    'How access stands against a norm framework at this moment. Also as `/norm-framework.json`, `.csv`, `.html` and `.pdf`.',
  simpleResolvers: true,
})
export class NormFrameworkType {
  @Field(() => String, { description: 'The framework and its domain.' })
  name!: string;

  @Field(() => Date, { description: 'When the evidence was read.' })
  drawnUpAt!: Date;

  @Field(() => Int, { nullable: true, description: 'The version of the matrix in force; null where none is.' })
  matrixNumber!: number | null;

  @Field(() => Date, { nullable: true, description: 'When it was adopted.' })
  matrixAdoptedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who adopted it, as far as the log knows and the viewer may see. Personal data: NAME.',
  })
  matrixAdoptedBy!: string | null;

  @Field(() => NormStatusEnum, { description: 'The status of the worst control.' })
  status!: NormStatus;

  @Field(() => [NormControlType], { description: 'The controls.' })
  controls!: NormControlType[];
}
