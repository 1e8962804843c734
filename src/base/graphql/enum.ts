import { registerEnumType } from 'type-graphql';

/** A GraphQL enum of the names that a domain lists once. What is stored as `school` is `SCHOOL` in the API. */
export function enumOf<Name extends string>(
  names: readonly Name[],
  name: string,
  description: string,
): Readonly<Record<Uppercase<Name>, Name>> {
  const values = Object.fromEntries(names.map((value) => [value.toUpperCase(), value])) as Record<
    Uppercase<Name>,
    Name
  >;
  registerEnumType(values, { name, description });
  return values;
}
