import { Extensions, Field } from 'type-graphql';
import { declaredColumns } from './declaration.js';

type ReturnType = () => unknown;

/**
 * A GraphQL field that shows a declared column: nullable, because rights may withhold it, and marked with its category.
 */
export function PersonalField<E>(
  entity: abstract new () => E,
  property: Extract<keyof E, string>,
  type: ReturnType,
  description: string,
): PropertyDecorator {
  const declaration = declaredColumns(entity as abstract new () => object).get(property);
  if (!declaration?.personal) throw new Error(`${entity.name}.${property} is not declared as personal data`);
  const field = Field(type as never, {
    nullable: true,
    description: `${description} Personal data: ${declaration.category}.`,
  });
  const extensions = Extensions({ category: declaration.category }) as PropertyDecorator;
  return (target, name) => {
    field(target, name);
    extensions(target, name);
  };
}
