import { IsOptional, MaxLength, MinLength } from 'class-validator';
import { Field, ID } from 'type-graphql';

interface InputFieldOptions {
  /** Absent leaves a value as it is; null empties it. */
  readonly nullable?: boolean;
}

const ID_LENGTH = 128;

function bounded(type: () => unknown, maximum: number, description: string, nullable: boolean): PropertyDecorator {
  return (target, property) => {
    Field(type as never, { description, nullable })(target, property);
    MaxLength(maximum)(target, property);
    if (nullable) IsOptional()(target, property);
  };
}

/** The id of an object in an input. An empty one is a mistake, not the absence of one: absence often means oneself. */
export const IdInput =
  (description: string, { nullable = false }: InputFieldOptions = {}): PropertyDecorator =>
  (target, property) => {
    bounded(() => ID, ID_LENGTH, description, nullable)(target, property);
    MinLength(1)(target, property);
  };

/** A text of at most `maximum` UTF-16 units in an input. */
export const TextInput = (
  maximum: number,
  description: string,
  { nullable = false }: InputFieldOptions = {},
): PropertyDecorator => bounded(() => String, maximum, description, nullable);
