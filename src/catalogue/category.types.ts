import { enumOf } from '../base/graphql/enum.js';
import { categoryNames, owners, purposes } from './categories.js';

/** The categories, purposes and owners of personal data as the API names them. */
export const DataCategoryEnum = enumOf(
  categoryNames,
  'DataCategory',
  'A kind of personal data. From HEALTH to SEX_LIFE they are special categories (Article 9 GDPR).',
);

export const PurposeEnum = enumOf(
  purposes,
  'Purpose',
  'What personal data is kept or looked at for (Article 5(1)(b) GDPR).',
);

export const DataOwnerEnum = enumOf(
  owners,
  'DataOwner',
  'Who says what is right, where no source system does: the person, the controller, or the system itself.',
);
