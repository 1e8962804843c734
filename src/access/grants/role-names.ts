import { roleLabel } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import type { RoleBook } from '../matrix/role-book.js';

/** What a role is called in a matrix, which need not be the one in force. */
export const roleName = (context: Context, book: RoleBook, key: string): string =>
  book.nameOf(key) ?? roleLabel(context, key);

/** What a job function is called in it. */
export const functionName = (book: RoleBook, key: string): string =>
  book.matrix.functions.find((job) => job.key === key)?.name ?? key;
