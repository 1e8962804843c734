import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { actions } from '../../src/catalogue/index.js';
import { World } from '../harness/world.js';

let world: World;
let types: GraphQLNamedType[];

beforeAll(async () => {
  world = await World.open();
  types = Object.values(world.app.schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
});
afterAll(() => world.close());

type Field = GraphQLField<unknown, unknown> | GraphQLInputField;

const fieldsOf = (type: GraphQLNamedType): Field[] =>
  isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.values<Field>(type.getFields()) : [];

const rootFields = () => {
  const { schema } = world.app;
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({ name: `${type?.name}.${field.name}`, field })),
  );
};

describe('the API', () => {
  test('names an action on every field of Query, Mutation and Subscription', () => {
    const without = rootFields().filter(({ field }) => {
      const action = field.extensions['action'];
      return typeof action !== 'string' || !(action in actions);
    });
    expect(without.map(({ name }) => name)).toEqual([]);
    expect(rootFields().length).toBeGreaterThan(5);
  });

  test('describes every type, field, argument and input field', () => {
    const silent: string[] = [];
    const root = new Set(['Query', 'Mutation', 'Subscription']);
    for (const type of types) {
      if (!type.description && !root.has(type.name)) silent.push(type.name);
      for (const field of fieldsOf(type)) {
        if (!field.description) silent.push(`${type.name}.${field.name}`);
        for (const argument of 'args' in field ? field.args : []) {
          if (!argument.description) silent.push(`${type.name}.${field.name}(${argument.name})`);
        }
      }
    }
    expect(silent).toEqual([]);
  });

  test('spells types in PascalCase, fields in camelCase and enum values in CAPITALS', () => {
    const odd: string[] = [];
    for (const type of types) {
      if (!/^[A-Z][A-Za-z0-9]*$/.test(type.name)) odd.push(type.name);
      for (const { name } of fieldsOf(type)) if (!/^[a-z][A-Za-z0-9]*$/.test(name)) odd.push(`${type.name}.${name}`);
      if (!isEnumType(type)) continue;
      for (const { name } of type.getValues()) if (!/^[A-Z][A-Z0-9_]*$/.test(name)) odd.push(`${type.name}.${name}`);
    }
    expect(odd).toEqual([]);
  });

  test('takes one input and answers one payload with userErrors in every mutation', () => {
    const odd: string[] = [];
    for (const [name, field] of Object.entries(world.app.schema.getMutationType()?.getFields() ?? {})) {
      if (field.args.length !== 1 || field.args[0]?.name !== 'input') odd.push(`${name} does not take one input`);
      const payload = types.find((type) => type.name === String(field.type).replace('!', ''));
      if (!payload || !fieldsOf(payload).some((of) => of.name === 'userErrors')) odd.push(`${name} has no userErrors`);
    }
    expect(odd).toEqual([]);
  });

  test('bounds every connection, and pages it alike', () => {
    const odd: string[] = [];
    for (const type of types) {
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        if (!/Connection!?$/.test(String(field.type))) continue;
        const names = field.args.map(({ name }) => name);
        if (!['first', 'last', 'after', 'before'].every((name) => names.includes(name)))
          odd.push(`${type.name}.${field.name}`);
      }
    }
    expect(odd).toEqual([]);
  });

  test('has no type whose authorisation simpleResolvers would skip: rights are checked per operation and in the read', () => {
    const { authorizedFields, middlewares } = getMetadataStorage();
    expect(authorizedFields).toEqual([]);
    expect(middlewares).toEqual([]);
  });

  test('has no field without a bound on what it accepts: no free-form JSON, no upload through GraphQL', () => {
    const scalars = types.filter(isScalarType).map(({ name }) => name);
    expect(scalars.filter((name) => /^(JSON|JSONObject|Upload|Any)$/.test(name))).toEqual([]);
  });
});
