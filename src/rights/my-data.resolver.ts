import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Viewer } from '../access/index.js';
import type { Context } from '../base/context.js';
import type { MyDataService } from './my-data.service.js';
import { MyDataItem } from './my-data.types.js';

@Resolver(() => Viewer)
export class MyDataResolver {
  constructor(private readonly myData: MyDataService) {}

  @FieldResolver(() => [MyDataItem], {
    name: 'myData',
    description:
      'Everything held on the viewer’s person, with why, from where, for how long, and whether it can be corrected here. Who looked at it is answered apart.',
  })
  read(@Root() _viewer: Viewer, @Ctx() context: Context): Promise<MyDataItem[]> {
    return this.myData.read(context);
  }
}
