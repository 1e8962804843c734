import { Field, Int, ObjectType } from 'type-graphql';
import { PersonalField } from '../../catalogue/index.js';
import { PersonType } from '../../people/index.js';
import { ContentTombstone } from './content-tombstone.entity.js';
import type { FindingKind } from './detect/index.js';
import { FindingKindEnum, TombstoneActEnum } from './screening.enums.js';
import type { TombstoneAct } from './screening.states.js';

@ObjectType('ContentTombstone', {
  description: 'What stands where something was taken out of a comment or a file. It tells nothing of what it was.',
  simpleResolvers: true,
})
export class ContentTombstoneType {
  @PersonalField(ContentTombstone, 'act', () => TombstoneActEnum, 'Whether values were taken out, or all of it.')
  act!: TombstoneAct | null;

  @PersonalField(ContentTombstone, 'kinds', () => [FindingKindEnum], 'What it seemed to be.')
  kinds!: FindingKind[] | null;

  @Field(() => Int, { description: 'How many findings were taken out.' })
  findings!: number;

  @Field(() => Int, { description: 'In how many earlier versions of the comment, too.' })
  earlierVersions!: number;

  @PersonalField(ContentTombstone, 'reason', () => String, 'Why, in the words of who decided it.')
  reason!: string | null;

  @Field(() => PersonType, {
    nullable: true,
    description: 'Who decided it; null where the viewer may not see the person.',
  })
  decidedBy!: PersonType | null;

  @PersonalField(ContentTombstone, 'decidedAt', () => Date, 'When.')
  decidedAt!: Date | null;
}
