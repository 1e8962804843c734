export { relationKey, relationOf } from './compile.js';
export { MAXIMUM_PAGE, type PageArguments } from './connection.js';
export { CursorSeal } from './cursor-seal.js';
export {
  type ColumnField,
  type FieldMap,
  namedIn,
  type ObjectMap,
  ObjectMaps,
  type PreparedElement,
  type PreparedField,
  type PreparedValue,
  type ReadBy,
  type RelationField,
  type Row,
  type RowGuard,
  type SortKey,
} from './object-map.js';
export { Reader } from './reader.js';
