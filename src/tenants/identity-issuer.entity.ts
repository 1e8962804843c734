import { Column, Entity, PrimaryColumn } from 'typeorm';
import { NotPersonal } from '../catalogue/index.js';

/** Binds an OpenID Connect issuer to one tenant: its tokens sign in there and nowhere else. */
@Entity('identity_issuer')
export class IdentityIssuer {
  /** The `iss` of its tokens, exactly. */
  @PrimaryColumn('text')
  @NotPersonal('key')
  issuer!: string;

  @Column('uuid')
  @NotPersonal('key')
  tenantId!: string;

  /** The `aud` that its tokens must carry. */
  @Column('text')
  @NotPersonal('configuration')
  audience!: string;

  @Column('text')
  @NotPersonal('configuration')
  jwksUri!: string;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
