import { v5 } from 'uuid';
import { toGlobalId } from '../../base/ids.js';
import { peopleOf } from './demo.people.js';
import type { DemoTenant } from './demo.types.js';

const apiTypes = { unit: 'Unit', person: 'Person', group: 'Group', field: 'FieldDefinition' } as const;

const namespace = '6f1c1d0e-6a0b-5c0e-9d64-0d3f5a8f7f10';

/** The id of each row, the same in every installation, so that scripts and screenshots stay good. */
export class DemoIds {
  readonly tenantId: string;
  private readonly known = new Set<string>();

  constructor(private readonly tenant: DemoTenant) {
    this.tenantId = v5(`tenant ${tenant.slug}`, namespace);
    for (const [kind, rows] of Object.entries({
      unit: tenant.units,
      person: peopleOf(tenant),
      group: tenant.groups,
      field: tenant.fields,
    })) {
      for (const { key } of rows) this.declare(kind, key);
    }
  }

  /** The id of a row that the tenant's data has. */
  of(kind: 'unit' | 'person' | 'group' | 'field', key: string): string {
    if (!this.known.has(`${kind} ${key}`)) throw new Error(`Demo ${this.tenant.slug}: there is no ${kind} "${key}".`);
    return this.link(`${kind} ${key}`);
  }

  /** The id under which the API knows a row. */
  gid(kind: 'unit' | 'person' | 'group' | 'field', key: string): string {
    return toGlobalId(apiTypes[kind], this.of(kind, key));
  }

  /** The same of an account, by its subject. */
  accountGid(subject: string): string {
    return toGlobalId('Account', this.link('account', subject));
  }

  /** The id of a row without a key of its own. */
  link(...parts: readonly string[]): string {
    return v5([this.tenant.slug, ...parts].join(' '), namespace);
  }

  private declare(kind: string, key: string): void {
    const name = `${kind} ${key}`;
    if (this.known.has(name)) throw new Error(`Demo ${this.tenant.slug}: ${name} is there twice.`);
    this.known.add(name);
  }
}
