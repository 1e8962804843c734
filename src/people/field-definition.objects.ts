import { toGlobalId } from '../base/ids.js';
import { describeObject, fieldElement } from '../catalogue/index.js';
import { FieldDefinition } from './field-definition.entity.js';
import { draftOf } from './field-definition.rules.js';
import type { FieldDefinitionType } from './field-definition.types.js';
import { isAcknowledged } from './field-scope.js';

/** Definitions hold no personal data: whoever may read them reads them all. */
export const fieldDefinitionObject = describeObject<FieldDefinition>({
  type: 'FieldDefinition',
  entity: FieldDefinition,
  rows: (access) => access.can('field.read'),
  columns: [
    'key',
    'label',
    'description',
    'type',
    'choices',
    'registers',
    'category',
    'purposes',
    'retention',
    'readableBy',
    'correctable',
    'retiredAt',
    'version',
    'createdAt',
  ],
  computed: {
    element: {
      from: ['id', 'category'],
      value: ([id, category]) => fieldElement({ id, category } as FieldDefinition),
    },
    isAcknowledged: {
      from: ['category', 'registers', 'purposes', 'retention', 'readableBy', 'acknowledged'],
      value: ([category, registers, purposes, retention, readableBy, acknowledged]) =>
        isAcknowledged({ category, registers, purposes, retention, readableBy, acknowledged } as FieldDefinition),
    },
  },
});

/** A definition that was read already, as the API shows it beside a value. */
export const toFieldDefinitionType = (definition: FieldDefinition): FieldDefinitionType & { $type: string } => ({
  ...draftOf(definition),
  $type: 'FieldDefinition',
  id: toGlobalId('FieldDefinition', definition.id),
  key: definition.key,
  element: fieldElement(definition),
  isAcknowledged: isAcknowledged(definition),
  retiredAt: definition.retiredAt,
  version: definition.version,
  createdAt: definition.createdAt,
});
