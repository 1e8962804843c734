import { Max, Min } from 'class-validator';
import { ArgsType, type ClassType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MAXIMUM_PAGE } from '../reading/index.js';

export enum SortDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(SortDirection, { name: 'SortDirection', description: 'Ascending or descending.' });

@ObjectType({ description: 'Where a page stands in its connection.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether rows follow this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether rows precede this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first row; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last row; null on an empty page.' })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many rows from the start, 1–${MAXIMUM_PAGE}. Give this or \`last\`.`,
  })
  @Min(1)
  @Max(MAXIMUM_PAGE)
  first?: number;

  @Field(() => Int, {
    nullable: true,
    description: `How many rows from the end, 1–${MAXIMUM_PAGE}. Give this or \`first\`.`,
  })
  @Min(1)
  @Max(MAXIMUM_PAGE)
  last?: number;

  @Field(() => String, { nullable: true, description: 'The cursor after which the page begins; with `first`.' })
  after?: string;

  @Field(() => String, { nullable: true, description: 'The cursor before which the page ends; with `last`.' })
  before?: string;
}

export interface Connection<Node> {
  readonly edges: { readonly node: Node; readonly cursor: string }[];
  readonly nodes: Node[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

/** The connection and edge types of a node type, after the GraphQL cursor connections specification. */
export function connectionOf<Node extends object>(node: ClassType<Node>, name: string): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: `One row of a ${name} connection.`, simpleResolvers: true })
  class EdgeType {
    @Field(() => node, { description: 'The row itself.' })
    node!: Node;

    @Field(() => String, { description: 'Where the row stands, for `after` and `before`.' })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name} objects.`, simpleResolvers: true })
  class ConnectionType implements Connection<Node> {
    @Field(() => [EdgeType], { description: 'The rows with their cursors.' })
    edges!: EdgeType[];

    @Field(() => [node], { description: 'The rows without their cursors.' })
    nodes!: Node[];

    @Field(() => PageInfo, { description: 'Where the page stands.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { nullable: true, description: 'How many rows there are that the viewer may see.' })
    totalCount!: number | null;
  }
  return ConnectionType;
}
