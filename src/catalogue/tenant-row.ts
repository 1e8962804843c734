import { PrimaryColumn } from 'typeorm';
import { NotPersonal } from './declaration.js';

/** A row of one tenant. The tenant leads every key, so that the tenant wall costs an index lookup and no more. */
export abstract class TenantRow {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  tenantId!: string;
}

/** A row of one tenant with an id of its own: what the API can name. */
export abstract class TenantRecord extends TenantRow {
  @PrimaryColumn('uuid')
  @NotPersonal('key')
  id!: string;
}
