import type { Transaction } from '../../base/database/transaction.js';
import type { ObjectMaps } from '../../base/reading/index.js';
import type { Viewer } from '../../base/viewer.js';
import type { Catalogue } from '../../catalogue/index.js';
import type { RoleBook, RoleBooks } from '../matrix/role-book.js';
import { PersonWall } from './person-wall.js';
import { accountsById, viewerOf } from './viewer-accounts.js';

/** Makes person walls: for who is asking, and for any other account, as it would be on that account's next request. */
export class PersonWalls {
  constructor(
    private readonly books: RoleBooks,
    private readonly catalogue: Catalogue,
    private readonly maps: ObjectMaps,
  ) {}

  /** The wall of an open account of the transaction's tenant; null where there is none. */
  async of(db: Transaction, accountId: string): Promise<PersonWall | null> {
    const { tenantId } = db.scope;
    const [account] = tenantId === null ? [] : await accountsById(db, [accountId]);
    if (!account || tenantId === null) return null;
    return this.with(db, viewerOf(account, tenantId), await this.books.of(db, account.matrixId));
  }

  /** The wall of somebody with the roles of a book, which need not be the one in force. */
  with(db: Transaction, viewer: Viewer, book: RoleBook): PersonWall {
    return new PersonWall(viewer, book, db, this.catalogue, this.maps);
  }
}
