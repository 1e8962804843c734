import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn, UpdateDateColumn, VersionColumn } from 'typeorm';

@ObjectType('Group')
@Entity('person_group')
export class NaiveGroup {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String)
  @Column('text')
  name!: string;
}

@ObjectType('Membership')
@Entity('membership')
export class NaiveMembership {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'group_id' })
  groupId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Field(() => String)
  @Column('text')
  role!: string;
}

@ObjectType('Guardianship')
@Entity('guardianship')
export class NaiveGuardianship {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'guardian_id' })
  guardianId!: string;

  @Column('uuid', { name: 'pupil_id' })
  pupilId!: string;
}

@ObjectType('Person')
@Entity('person')
export class NaivePerson {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String)
  @Column('text')
  register!: string;

  @Field(() => String)
  @Column('text', { name: 'given_name' })
  givenName!: string;

  @Field(() => String)
  @Column('text', { name: 'family_name' })
  familyName!: string;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  email!: string | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  telephone!: string | null;

  @Field(() => String, { nullable: true })
  @Column('date', { name: 'birth_date', nullable: true })
  birthDate!: string | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  identifier!: string | null;

  @Column('jsonb', { name: 'field_values' })
  fieldValues!: Record<string, unknown>;

  @Column('jsonb', { name: 'value_sources' })
  valueSources!: Record<string, string>;

  @Column('uuid', { name: 'erasure_id', nullable: true })
  erasureId!: string | null;

  @Field(() => Int)
  @VersionColumn()
  version!: number;

  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}

@Entity('field_definition')
export class NaiveFieldDefinition {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  key!: string;

  @Column('text', { array: true })
  registers!: string[];

  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt!: Date | null;
}

@Entity('account')
export class NaiveAccount {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  issuer!: string;

  @Column('text')
  subject!: string;

  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;
}

@Entity('role_grant')
export class NaiveRoleGrant {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  role!: string;
}

@Entity('log_entry')
export class NaiveLogEntry {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'actor_account_id' })
  actorAccountId!: string;

  @Column('uuid', { name: 'actor_person_id' })
  actorPersonId!: string;

  @Column('text')
  role!: string;

  @Column('text')
  action!: string;

  @Column('text')
  purpose!: string;

  @Column('uuid', { name: 'person_ids', array: true })
  personIds!: string[];

  @Column('text', { array: true })
  categories!: string[];

  @Column('jsonb')
  details!: object;

  @Column('text', { name: 'request_id' })
  requestId!: string;
}

export const naiveEntities = [
  NaivePerson,
  NaiveGroup,
  NaiveMembership,
  NaiveGuardianship,
  NaiveFieldDefinition,
  NaiveAccount,
  NaiveRoleGrant,
  NaiveLogEntry,
];
