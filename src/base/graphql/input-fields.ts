import { IsOptional, MaxLength } from 'class-validator';
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

/** The id of an object in an input. */
export const IdInput = (description: string, { nullable = false }: InputFieldOptions = {}): PropertyDecorator =>
  bounded(() => ID, ID_LENGTH, description, nullable);

/** A text of at most `maximum` UTF-16 units in an input. */
export const TextInput = (
  maximum: number,
  description: string,
  { nullable = false }: InputFieldOptions = {},
): PropertyDecorator => bounded(() => String, maximum, description, nullable);
