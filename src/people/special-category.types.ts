import { Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';

@InputType({ description: 'Whether special categories of personal data are ruled out.' })
export class RuleOutSpecialCategoriesInput {
  @Field(() => Boolean, { description: 'Whether none of them is to be kept.' })
  ruledOut!: boolean;

  @Field(() => Int, { description: 'The version of the tenant that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;
}
