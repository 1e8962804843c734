import type { Need } from '../../base/access.js';
import type { Context } from '../../base/context.js';
import { toGlobalId } from '../../base/ids.js';
import type { ObjectMaps, ReadBy } from '../../base/reading/index.js';
import type { ActionName, Catalogue, DataCategory } from '../../catalogue/index.js';
import { fieldElement, labelOf } from '../../catalogue/index.js';
import type { FieldDefinition } from '../../people/index.js';
import { roleChain } from '../explain/role-chain.js';
import { roleName } from '../grants/role-names.js';
import type { RoleBook } from '../matrix/role-book.js';
import type { Reach, RoleDefinition } from '../roles.js';
import { mapOf, needsOf } from '../wall/element-needs.js';
import { coversAll, heldBy } from '../wall/held-role.js';
import type { AccessMatrixRole, AccessSubject, OpenedData, OpenedRight } from './access-matrix.types.js';

/** Personal data that there is to be opened, by name. */
interface NamedData {
  readonly element: string;
  readonly label: string;
  readonly category: DataCategory;
  readonly fieldId: string | null;
  /** What its reading takes. */
  readonly needs: readonly Need[];
  readonly need: Need;
  /** The right by which alone it is read, where that is not the reading of personal data of its category. */
  readonly readBy?: ReadBy;
}

/** What a card shows of rows that are no objects about one person: the pictures of it, and whose guardian somebody is. */
const onCards: ReadonlySet<string> = new Set(['picture.blobName', 'guardianship.guardianId']);

function subjectOf(reach: Reach): AccessSubject {
  if (reach === 'self') return 'SELF';
  if (reach === 'own pupils') return 'OWN_PUPILS';
  if (reach === 'own guardians') return 'OWN_GUARDIANS';
  if (reach === 'own supervisors') return 'OWN_SUPERVISORS';
  if (reach.startsWith('guardians')) return 'GUARDIANS';
  return reach.startsWith('students') ? 'STUDENTS' : 'PERSONS';
}

/** Says what roles of a book open, in words of one language. */
export class RoleOpener {
  private readonly data: readonly NamedData[];
  private readonly known = new Map<string, AccessMatrixRole>();

  constructor(
    private readonly context: Context,
    private readonly book: RoleBook,
    tools: { readonly catalogue: Catalogue; readonly maps: ObjectMaps },
    fields: readonly FieldDefinition[],
  ) {
    const { catalogue, maps } = tools;
    const elements = catalogue.elements
      .filter((element) => {
        if (onCards.has(element.id)) return true;
        const map = mapOf(maps, element);
        return map !== null && (!map.rows || map.readBy) && !element.reference && !element.tenantFields;
      })
      .map((element): NamedData => {
        const { id, category } = element;
        const needs = needsOf(catalogue, maps, element);
        const readBy = mapOf(maps, element)?.readBy;
        const named = { element: id, label: labelOf(context, element), category, fieldId: null };
        return { ...named, needs, need: { category }, ...(readBy ? { readBy } : {}) };
      });
    const own = fields
      .filter(({ retiredAt }) => retiredAt === null)
      .map((field): NamedData => {
        const need = { category: field.category, roles: field.readableBy };
        const { id, label, category } = field;
        return {
          element: fieldElement(field),
          label,
          category,
          fieldId: toGlobalId('FieldDefinition', id),
          needs: [need],
          need,
        };
      });
    this.data = [...elements, ...own];
  }

  /** Null for a role that there is not. */
  open(key: string): AccessMatrixRole | null {
    const known = this.known.get(key);
    if (known) return known;
    const definition = this.book.find(key);
    if (!definition) return null;
    const { algebra } = this.book;
    const own = algebra.find(key);
    const contains = [...definition.includes].filter((inner) => inner !== key).sort();
    const opened: AccessMatrixRole = {
      key,
      name: roleName(this.context, this.book, key),
      description: own?.description ?? '',
      scope: definition.scope,
      hasGroupScope: definition.scope === 'SUPERVISED' || definition.scope === 'GROUPS',
      module: definition.module,
      risk: own?.risk ?? null,
      seats: [...algebra.seats(key)],
      isMasterKey: algebra.isMasterKey(key),
      courses: [...algebra.courses(key)].map((course) => this.book.courseName(course) ?? course),
      contains,
      containedNames: contains.map((inner) => roleName(this.context, this.book, inner)),
      rights: this.rights(key, definition),
      actions: definition.actions.map((action) => ({ action, actionLabel: this.action(action) })),
      personalData: this.data.flatMap((one) => this.opening(key, definition, one)),
    };
    this.known.set(key, opened);
    return opened;
  }

  private action(action: string): string {
    return this.context.text(`value.action.${action}`);
  }

  private rights(key: string, definition: RoleDefinition): OpenedRight[] {
    return definition.persons.flatMap(({ reach, rights }) =>
      (Object.entries(rights) as [ActionName, readonly DataCategory[]][]).map(([action, categories]): OpenedRight => {
        const through = categories.flatMap((category) =>
          roleChain(this.book, key, { action, reach, needs: [{ category }] }).slice(-1),
        );
        return {
          action,
          actionLabel: this.action(action),
          about: subjectOf(reach),
          categories: [...categories],
          categoryLabels: categories.map((category) => this.context.text(`category.${category}`)),
          through: [...new Set(through)].filter((inner) => inner !== key),
        };
      }),
    );
  }

  private opening(key: string, definition: RoleDefinition, data: NamedData): OpenedData[] {
    const held = heldBy(key, definition, []);
    const { element, label, category, fieldId } = data;
    const found = definition.persons.flatMap((scope) => {
      const actions = (Object.keys(scope.rights) as ActionName[]).filter((action) =>
        data.readBy
          ? action === data.readBy.action && coversAll(held, scope, action, [data.readBy])
          : coversAll(held, scope, action, action === 'person.read' ? data.needs : [data.need]),
      );
      return actions.length > 0 ? [{ about: subjectOf(scope.reach), actions }] : [];
    });
    return [...Map.groupBy(found, ({ about }) => about)].map(([about, some]) => ({
      element,
      label,
      category,
      categoryLabel: this.context.text(`category.${category}`),
      fieldId,
      about,
      actions: [...new Set(some.flatMap(({ actions }) => actions))],
    }));
  }
}
