import { registerEnumType } from 'type-graphql';

/** A GraphQL enum of the names that a domain lists once. */
export function enumOf<Name extends string>(
  names: readonly Name[],
  name: string,
  description: string,
): Readonly<Record<Name, Name>> {
  const values = Object.fromEntries(names.map((value) => [value, value])) as Record<Name, Name>;
  registerEnumType(values, { name, description });
  return values;
}
