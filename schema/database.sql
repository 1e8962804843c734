create table access_exception (
  tenant_id uuid not null,
  id uuid not null,
  number integer not null,
  account_id uuid,
  person_id uuid not null,
  role text not null,
  unit_id uuid,
  reason text not null,
  ends_at timestamp with time zone not null,
  requested_by_account_id uuid not null,
  requested_by_person_id uuid,
  requested_at timestamp with time zone not null,
  decided_by_account_id uuid,
  decided_by_person_id uuid,
  decided_at timestamp with time zone,
  is_consented boolean,
  answer text,
  ended_at timestamp with time zone,
  stage text,
  consultation text,
  constraint access_exception_pkey PRIMARY KEY (tenant_id, id),
  constraint access_exception_tenant_id_id_is_consented_key UNIQUE (tenant_id, id, is_consented),
  constraint access_exception_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint access_exception_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id),
  constraint access_exception_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id) ON DELETE CASCADE,
  constraint access_exception_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id),
  constraint access_exception_check CHECK ((ends_at > requested_at)),
  constraint access_exception_check1 CHECK (((decided_at IS NULL) = (is_consented IS NULL))),
  constraint access_exception_check2 CHECK (((decided_at IS NULL) = (decided_by_account_id IS NULL))),
  constraint access_exception_check3 CHECK ((decided_by_account_id IS DISTINCT FROM requested_by_account_id)),
  constraint access_exception_number_check CHECK ((number > 0)),
  constraint access_exception_reason_check CHECK ((reason <> ''::text))
);
CREATE INDEX access_exception_account ON public.access_exception USING btree (tenant_id, account_id);
CREATE INDEX access_exception_end ON public.access_exception USING btree (tenant_id, ends_at, id);
CREATE INDEX access_exception_person ON public.access_exception USING btree (tenant_id, person_id);
alter table access_exception enable row level security;
alter table access_exception force row level security;
create policy tenant on access_exception as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on access_exception to varde_app;

create table access_review (
  tenant_id uuid not null,
  id uuid not null,
  number integer not null,
  name text not null,
  seats text[] not null default '{}'::text[],
  has_exceptions boolean not null default false,
  roles text[] not null default '{}'::text[],
  risks text[] not null default '{}'::text[],
  unit_id uuid,
  reviewer_account_ids uuid[] not null default '{}'::uuid[],
  started_by_account_id uuid,
  started_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  reminder_days integer[] not null default '{}'::integer[],
  reminded_days integer[] not null default '{}'::integer[],
  repeat_months integer,
  next_review_id uuid,
  closed_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  version integer not null default 1,
  constraint access_review_pkey PRIMARY KEY (tenant_id, id),
  constraint access_review_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint access_review_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint access_review_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id),
  constraint access_review_check CHECK ((due_at > started_at)),
  constraint access_review_name_check CHECK ((name <> ''::text)),
  constraint access_review_number_check CHECK ((number > 0)),
  constraint access_review_repeat_months_check CHECK (((repeat_months >= 1) AND (repeat_months <= 60)))
);
CREATE INDEX access_review_start ON public.access_review USING btree (tenant_id, started_at, id);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.access_review FOR EACH ROW EXECUTE FUNCTION record_instruction('id', 'name,seats,has_exceptions,roles,risks,unit_id,due_at,reminder_days,repeat_months,closed_at,withdrawn_at', '{}');
alter table access_review enable row level security;
alter table access_review force row level security;
create policy tenant on access_review as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on access_review to varde_app;

create table access_review_item (
  tenant_id uuid not null,
  id uuid not null,
  review_id uuid not null,
  grant_id uuid not null,
  current_grant_id uuid,
  exception_id uuid,
  account_id uuid not null,
  person_id uuid,
  role text not null,
  unit_id uuid,
  granted_at timestamp with time zone not null,
  held_until timestamp with time zone,
  granted_by_account_id uuid,
  evidence jsonb,
  reviewer_account_id uuid,
  reviewer_person_id uuid,
  due_at timestamp with time zone not null,
  remind_at timestamp with time zone,
  freezes_at timestamp with time zone,
  decision text,
  reason text,
  decided_at timestamp with time zone,
  decided_by_account_id uuid,
  decided_by_person_id uuid,
  restored_at timestamp with time zone,
  constraint access_review_item_pkey PRIMARY KEY (tenant_id, id),
  constraint access_review_item_tenant_id_review_id_grant_id_key UNIQUE (tenant_id, review_id, grant_id),
  constraint access_review_item_tenant_id_review_id_fkey FOREIGN KEY (tenant_id, review_id) REFERENCES access_review(tenant_id, id) ON DELETE CASCADE,
  constraint access_review_item_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id),
  constraint access_review_item_check CHECK (((decision IS NULL) = (decided_at IS NULL))),
  constraint access_review_item_check1 CHECK (((freezes_at IS NULL) OR ((decision IS NULL) AND (role <> 'controller'::text)))),
  constraint access_review_item_decision_check CHECK ((decision = ANY (ARRAY['KEEP'::text, 'REVOKE'::text, 'CHANGE'::text])))
);
CREATE INDEX access_review_item_account ON public.access_review_item USING btree (tenant_id, account_id, role);
CREATE INDEX access_review_item_freeze ON public.access_review_item USING btree (tenant_id, grant_id, freezes_at) WHERE (freezes_at IS NOT NULL);
CREATE INDEX access_review_item_open ON public.access_review_item USING btree (tenant_id, due_at, id) WHERE (decision IS NULL);
CREATE INDEX access_review_item_person ON public.access_review_item USING btree (tenant_id, person_id);
alter table access_review_item enable row level security;
alter table access_review_item force row level security;
create policy tenant on access_review_item as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on access_review_item to varde_app;

create table access_review_step (
  tenant_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  person_id uuid,
  at timestamp with time zone not null,
  kind text not null,
  before text not null,
  reason text,
  by_account_id uuid not null,
  by_person_id uuid,
  constraint access_review_step_pkey PRIMARY KEY (tenant_id, id),
  constraint access_review_step_tenant_id_item_id_fkey FOREIGN KEY (tenant_id, item_id) REFERENCES access_review_item(tenant_id, id) ON DELETE CASCADE,
  constraint access_review_step_before_check CHECK ((before = ANY (ARRAY['OPEN'::text, 'OVERDUE'::text, 'FROZEN'::text, 'KEPT'::text, 'REVOKED'::text, 'CHANGED'::text, 'RESTORED'::text]))),
  constraint access_review_step_kind_check CHECK ((kind = ANY (ARRAY['KEEP'::text, 'REVOKE'::text, 'CHANGE'::text, 'DELEGATE'::text, 'RESTORE'::text])))
);
CREATE INDEX access_review_step_item ON public.access_review_step USING btree (tenant_id, item_id, at);
CREATE INDEX access_review_step_person ON public.access_review_step USING btree (tenant_id, person_id);
alter table access_review_step enable row level security;
alter table access_review_step force row level security;
create policy tenant on access_review_step as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on access_review_step to varde_app;

create table account (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  issuer text not null,
  subject text not null,
  kind text not null default 'personal'::text,
  person_id uuid,
  label text not null default ''::text,
  last_visit_at timestamp with time zone,
  last_second_factor_at timestamp with time zone,
  closed_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  card_register text,
  home_unit_id uuid,
  closed_as_leaver boolean not null default false,
  constraint account_pkey PRIMARY KEY (tenant_id, id),
  constraint account_tenant_id_issuer_subject_key UNIQUE (tenant_id, issuer, subject),
  constraint account_home_unit_fkey FOREIGN KEY (tenant_id, home_unit_id) REFERENCES unit(tenant_id, id),
  constraint account_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint account_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint account_card_register_check CHECK ((card_register = ANY (ARRAY['STUDENT'::text, 'TEACHER'::text, 'STAFF'::text, 'GUARDIAN'::text, 'CONTACT'::text]))),
  constraint account_check CHECK (((NOT closed_as_leaver) OR (closed_at IS NOT NULL))),
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['personal'::text, 'service'::text, 'transfer'::text]))),
  constraint card_register_of_link CHECK (((card_register IS NULL) OR (person_id IS NOT NULL))),
  constraint service_account_has_no_person CHECK (((kind <> 'service'::text) OR (person_id IS NULL))),
  constraint transfer_account_names_register CHECK (((kind <> 'transfer'::text) OR (person_id IS NULL) OR COALESCE((card_register = ANY (ARRAY['TEACHER'::text, 'STAFF'::text])), false)))
);
CREATE INDEX account_home_unit ON public.account USING btree (tenant_id, home_unit_id) WHERE (home_unit_id IS NOT NULL);
CREATE INDEX account_person ON public.account USING btree (tenant_id, person_id);
alter table account enable row level security;
alter table account force row level security;
create policy tenant on account as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on account to varde_app;

create table account_address (
  tenant_id uuid not null,
  account_id uuid not null,
  person_id uuid,
  address inet not null,
  first_seen_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone not null default now(),
  constraint account_address_pkey PRIMARY KEY (tenant_id, account_id, address),
  constraint account_address_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX account_address_person ON public.account_address USING btree (tenant_id, person_id);
alter table account_address enable row level security;
alter table account_address force row level security;
create policy tenant on account_address as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on account_address to varde_app;

create table affiliation (
  tenant_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  source text,
  created_at timestamp with time zone not null default now(),
  constraint affiliation_pkey PRIMARY KEY (tenant_id, person_id, unit_id),
  constraint affiliation_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint affiliation_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id)
);
CREATE INDEX affiliation_unit ON public.affiliation USING btree (tenant_id, unit_id, person_id);
alter table affiliation enable row level security;
alter table affiliation force row level security;
create policy tenant on affiliation as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on affiliation to varde_app;

create table agreed_period (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  key text not null,
  period text not null,
  valid_from timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint agreed_period_pkey PRIMARY KEY (tenant_id, id),
  constraint agreed_period_tenant_id_key_valid_from_key UNIQUE (tenant_id, key, valid_from),
  constraint agreed_period_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint agreed_period_period_check CHECK (((period ~ '^P[0-9TYMWDH]+$'::text) AND ((period)::interval > '00:00:00'::interval)))
);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.agreed_period FOR EACH ROW EXECUTE FUNCTION record_instruction('id', 'key,period,valid_from', '{}');
alter table agreed_period enable row level security;
alter table agreed_period force row level security;
create policy operator_reads on agreed_period as permissive for select to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy tenant on agreed_period as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select on agreed_period to varde_app;

create table agreement (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null,
  language text not null,
  template text not null default 'STANDARD'::text,
  template_version text not null,
  main_contract_name text not null,
  main_contract_number text,
  main_contract_date date,
  annex_number text not null,
  starts_on date not null,
  ends_on date,
  authorisation text not null,
  contact_person_id uuid,
  contact_name text,
  contact_position text,
  contact_email text,
  contact_telephone text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  template_id uuid,
  constraint agreement_pkey PRIMARY KEY (tenant_id, id),
  constraint agreement_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint agreement_tenant_id_contact_person_id_fkey FOREIGN KEY (tenant_id, contact_person_id) REFERENCES person(tenant_id, id),
  constraint agreement_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint agreement_tenant_id_template_id_fkey FOREIGN KEY (tenant_id, template_id) REFERENCES agreement_template(tenant_id, id),
  constraint agreement_authorisation_check CHECK ((authorisation = ANY (ARRAY['SPECIFIC'::text, 'GENERAL'::text]))),
  constraint agreement_check CHECK ((ends_on >= starts_on)),
  constraint agreement_language_check CHECK ((language = ANY (ARRAY['en'::text, 'nb'::text, 'sv'::text, 'fi'::text, 'et'::text, 'nl'::text]))),
  constraint agreement_number_check CHECK ((number > 0)),
  constraint agreement_template_check CHECK (((template = ANY (ARRAY['STANDARD'::text, 'OWN'::text])) AND ((template = 'OWN'::text) = (template_id IS NOT NULL))))
);
CREATE TRIGGER follow_authorisation AFTER INSERT OR UPDATE OF authorisation ON public.agreement FOR EACH ROW EXECUTE FUNCTION follow_authorisation();
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.agreement FOR EACH ROW EXECUTE FUNCTION record_instruction('id', 'language,template,template_version,main_contract_name,main_contract_number,main_contract_date,annex_number,starts_on,ends_on,authorisation', '{}');
alter table agreement enable row level security;
alter table agreement force row level security;
create policy operator_reads on agreement as permissive for select to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy tenant on agreement as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select, update on agreement to varde_app;

create table agreement_contact (
  tenant_id uuid not null,
  agreement_id uuid not null,
  document_hash text not null,
  person_id uuid not null,
  document text not null,
  name text not null,
  "position" text,
  email text,
  telephone text,
  signed_at timestamp with time zone not null,
  constraint agreement_contact_pkey PRIMARY KEY (tenant_id, agreement_id, document_hash),
  constraint agreement_contact_tenant_id_agreement_id_document_hash_fkey FOREIGN KEY (tenant_id, agreement_id, document_hash) REFERENCES agreement_document(tenant_id, agreement_id, hash)
);
CREATE INDEX agreement_contact_person ON public.agreement_contact USING btree (tenant_id, person_id);
alter table agreement_contact enable row level security;
alter table agreement_contact force row level security;
create policy removable_when on agreement_contact as restrictive for delete to public
  using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid) AND (EXISTS ( SELECT 1
   FROM agreement a
  WHERE ((a.tenant_id = agreement_contact.tenant_id) AND (a.id = agreement_contact.agreement_id) AND (a.ends_on < CURRENT_DATE)))));
create policy tenant on agreement_contact as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select on agreement_contact to varde_app;

create table agreement_deviation (
  tenant_id uuid not null,
  id uuid not null,
  template_id uuid not null,
  requirement text not null,
  paragraph integer not null,
  standard_text text not null,
  text text,
  reason text not null,
  noted_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint agreement_deviation_pkey PRIMARY KEY (tenant_id, id),
  constraint agreement_deviation_tenant_id_template_id_fkey FOREIGN KEY (tenant_id, template_id) REFERENCES agreement_template(tenant_id, id),
  constraint agreement_deviation_paragraph_check CHECK ((paragraph > 0))
);
CREATE INDEX agreement_deviation_template ON public.agreement_deviation USING btree (tenant_id, template_id);
alter table agreement_deviation enable row level security;
alter table agreement_deviation force row level security;
create policy operator_reads on agreement_deviation as permissive for select to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy tenant on agreement_deviation as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select on agreement_deviation to varde_app;

create table agreement_deviation_decision (
  tenant_id uuid not null,
  id uuid not null,
  deviation_id uuid not null,
  is_accepted boolean not null,
  reason text,
  decided_at timestamp with time zone not null,
  account_id uuid not null,
  constraint agreement_deviation_decision_pkey PRIMARY KEY (tenant_id, id),
  constraint agreement_deviation_decision_tenant_id_deviation_id_key UNIQUE (tenant_id, deviation_id),
  constraint agreement_deviation_decision_tenant_id_deviation_id_fkey FOREIGN KEY (tenant_id, deviation_id) REFERENCES agreement_deviation(tenant_id, id),
  constraint agreement_deviation_decision_check CHECK ((is_accepted OR (reason IS NOT NULL)))
);
alter table agreement_deviation_decision enable row level security;
alter table agreement_deviation_decision force row level security;
create policy only_operator_adds on agreement_deviation_decision as restrictive for insert to public
  with check ((COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text) OR (NOT true));
create policy operator_adds on agreement_deviation_decision as permissive for insert to public
  with check ((COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text) AND true);
create policy operator_reads on agreement_deviation_decision as permissive for select to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy tenant on agreement_deviation_decision as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select on agreement_deviation_decision to varde_app;

create table agreement_document (
  tenant_id uuid not null,
  agreement_id uuid not null,
  hash text not null,
  language text not null,
  content text not null,
  person_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null default now(),
  constraint agreement_document_pkey PRIMARY KEY (tenant_id, agreement_id, hash),
  constraint agreement_document_tenant_id_agreement_id_fkey FOREIGN KEY (tenant_id, agreement_id) REFERENCES agreement(tenant_id, id),
  constraint agreement_document_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX agreement_document_persons ON public.agreement_document USING gin (person_ids);
alter table agreement_document enable row level security;
alter table agreement_document force row level security;
create policy operator_reads on agreement_document as permissive for select to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy removable_when on agreement_document as restrictive for delete to public
  using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid) AND (EXISTS ( SELECT 1
   FROM agreement a
  WHERE ((a.tenant_id = agreement_document.tenant_id) AND (a.id = agreement_document.agreement_id) AND (a.ends_on < CURRENT_DATE)))));
create policy tenant on agreement_document as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select on agreement_document to varde_app;

create table agreement_signature (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  agreement_id uuid not null,
  document_hash text not null,
  side text not null,
  name text not null,
  "position" text not null,
  signed_at timestamp with time zone not null default now(),
  account_id uuid not null,
  person_id uuid,
  constraint agreement_signature_pkey PRIMARY KEY (tenant_id, id),
  constraint agreement_signature_tenant_id_agreement_id_document_hash_si_key UNIQUE (tenant_id, agreement_id, document_hash, side),
  constraint agreement_signature_tenant_id_agreement_id_document_hash_fkey FOREIGN KEY (tenant_id, agreement_id, document_hash) REFERENCES agreement_document(tenant_id, agreement_id, hash),
  constraint agreement_signature_side_check CHECK ((side = ANY (ARRAY['CONTROLLER'::text, 'PROCESSOR'::text])))
);
CREATE INDEX agreement_signature_person ON public.agreement_signature USING btree (tenant_id, person_id);
alter table agreement_signature enable row level security;
alter table agreement_signature force row level security;
create policy only_operator_adds on agreement_signature as restrictive for insert to public
  with check ((COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text) OR (NOT (side = 'PROCESSOR'::text)));
create policy operator_adds on agreement_signature as permissive for insert to public
  with check ((COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text) AND (side = 'PROCESSOR'::text));
create policy operator_reads on agreement_signature as permissive for select to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy removable_when on agreement_signature as restrictive for delete to public
  using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid) AND (EXISTS ( SELECT 1
   FROM agreement a
  WHERE ((a.tenant_id = agreement_signature.tenant_id) AND (a.id = agreement_signature.agreement_id) AND (a.ends_on < CURRENT_DATE)))));
create policy tenant on agreement_signature as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select on agreement_signature to varde_app;

create table agreement_template (
  tenant_id uuid not null,
  id uuid not null,
  number integer not null,
  name text not null,
  file_hash text not null,
  hash text not null,
  paragraphs jsonb not null,
  places jsonb not null default '{}'::jsonb,
  coverage jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint agreement_template_pkey PRIMARY KEY (tenant_id, id),
  constraint agreement_template_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint agreement_template_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint agreement_template_file_hash_check CHECK ((file_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint agreement_template_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint agreement_template_number_check CHECK ((number > 0))
);
alter table agreement_template enable row level security;
alter table agreement_template force row level security;
create policy tenant on agreement_template as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select on agreement_template to varde_app;

create table analysis (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  subject text not null,
  every_months integer,
  first_due_on date,
  visibility text not null,
  ended_on date,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint analysis_pkey PRIMARY KEY (tenant_id, id),
  constraint analysis_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint analysis_every_months_check CHECK (((every_months >= 1) AND (every_months <= 120))),
  constraint analysis_kind_check CHECK ((kind = ANY (ARRAY['RISK'::text, 'VULNERABILITY'::text, 'PENETRATION_TEST'::text, 'IMPACT_ASSESSMENT'::text]))),
  constraint analysis_subject_check CHECK ((subject <> ''::text)),
  constraint analysis_visibility_check CHECK ((visibility = ANY (ARRAY['OWN'::text, 'DATES'::text, 'SUMMARY'::text])))
);
alter table analysis enable row level security;
alter table analysis force row level security;
create policy tenant on analysis as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select, update on analysis to varde_app;

create table analysis_finding (
  tenant_id uuid not null,
  id uuid not null,
  occasion_id uuid not null,
  number integer not null,
  title text not null,
  severity text not null,
  action text,
  due_on date,
  state text not null default 'OPEN'::text,
  note text,
  closed_on date,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint analysis_finding_pkey PRIMARY KEY (tenant_id, id),
  constraint analysis_finding_tenant_id_occasion_id_number_key UNIQUE (tenant_id, occasion_id, number),
  constraint analysis_finding_tenant_id_occasion_id_fkey FOREIGN KEY (tenant_id, occasion_id) REFERENCES analysis_occasion(tenant_id, id),
  constraint analysis_finding_check CHECK (((state = 'OPEN'::text) = (closed_on IS NULL))),
  constraint analysis_finding_check1 CHECK (((state <> 'ACCEPTED'::text) OR (note IS NOT NULL))),
  constraint analysis_finding_number_check CHECK ((number > 0)),
  constraint analysis_finding_severity_check CHECK ((severity = ANY (ARRAY['LOW'::text, 'MEDIUM'::text, 'HIGH'::text, 'CRITICAL'::text]))),
  constraint analysis_finding_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'DONE'::text, 'ACCEPTED'::text]))),
  constraint analysis_finding_title_check CHECK ((title <> ''::text))
);
CREATE INDEX analysis_finding_open ON public.analysis_finding USING btree (tenant_id, due_on, id) WHERE (state = 'OPEN'::text);
alter table analysis_finding enable row level security;
alter table analysis_finding force row level security;
create policy tenant on analysis_finding as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select, update on analysis_finding to varde_app;

create table analysis_occasion (
  tenant_id uuid not null,
  id uuid not null,
  analysis_id uuid not null,
  held_on date not null,
  held_by text not null,
  summary text not null,
  report_url text,
  recorded_at timestamp with time zone not null default now(),
  recorded_by_account_id uuid not null,
  withdrawn_at timestamp with time zone,
  withdrawal_reason text,
  withdrawn_by_account_id uuid,
  constraint analysis_occasion_pkey PRIMARY KEY (tenant_id, id),
  constraint analysis_occasion_tenant_id_analysis_id_fkey FOREIGN KEY (tenant_id, analysis_id) REFERENCES analysis(tenant_id, id),
  constraint analysis_occasion_check CHECK (((withdrawn_at IS NULL) = (withdrawal_reason IS NULL))),
  constraint analysis_occasion_held_by_check CHECK ((held_by <> ''::text)),
  constraint analysis_occasion_summary_check CHECK ((summary <> ''::text))
);
CREATE UNIQUE INDEX analysis_occasion_held ON public.analysis_occasion USING btree (tenant_id, analysis_id, held_on) WHERE (withdrawn_at IS NULL);
alter table analysis_occasion enable row level security;
alter table analysis_occasion force row level security;
create policy tenant on analysis_occasion as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select on analysis_occasion to varde_app;

create table annex_rule (
  tenant_id uuid not null,
  id uuid not null,
  waits_for_acknowledgement boolean not null,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint annex_rule_pkey PRIMARY KEY (tenant_id, id),
  constraint annex_rule_tenant_id_key UNIQUE (tenant_id),
  constraint annex_rule_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.annex_rule FOR EACH ROW EXECUTE FUNCTION record_instruction('', 'waits_for_acknowledgement', '{}');
alter table annex_rule enable row level security;
alter table annex_rule force row level security;
create policy tenant on annex_rule as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on annex_rule to varde_app;

create table annex_version (
  tenant_id uuid not null,
  id uuid not null,
  number integer not null,
  hash text not null,
  content text not null,
  difference jsonb not null,
  causes text[] not null,
  widens boolean not null,
  made_at timestamp with time zone not null,
  acknowledged_at timestamp with time zone,
  acknowledged_by_account_id uuid,
  acknowledged_by_person_id uuid,
  constraint annex_version_pkey PRIMARY KEY (tenant_id, id),
  constraint annex_version_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint annex_version_tenant_id_acknowledged_by_person_id_fkey FOREIGN KEY (tenant_id, acknowledged_by_person_id) REFERENCES person(tenant_id, id),
  constraint annex_version_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint annex_version_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint annex_version_number_check CHECK ((number > 0))
);
alter table annex_version enable row level security;
alter table annex_version force row level security;
create policy tenant on annex_version as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select on annex_version to varde_app;

create table blob_removal (
  tenant_id uuid not null,
  blob_name text not null,
  keep_until timestamp with time zone,
  removed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  holder_id uuid,
  held_until timestamp with time zone,
  constraint blob_removal_pkey PRIMARY KEY (tenant_id, blob_name),
  constraint blob_removal_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint held_by_somebody CHECK (((holder_id IS NULL) = (held_until IS NULL)))
);
CREATE INDEX blob_removal_holder ON public.blob_removal USING btree (tenant_id, holder_id) WHERE (holder_id IS NOT NULL);
alter table blob_removal enable row level security;
alter table blob_removal force row level security;
create policy tenant on blob_removal as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on blob_removal to varde_app;

create table breach (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null,
  incident_id uuid,
  origin text not null,
  description text not null,
  from_at timestamp with time zone,
  until_at timestamp with time zone,
  account_ids uuid[] not null default '{}'::uuid[],
  roles text[] not null default '{}'::text[],
  sub_processor_ids uuid[] not null default '{}'::uuid[],
  signal_at timestamp with time zone not null,
  aware_at timestamp with time zone,
  due_at timestamp with time zone,
  told_at timestamp with time zone,
  authority_due_at timestamp with time zone,
  authority_told_at timestamp with time zone,
  authority_reference text not null default ''::text,
  authority_reason text not null default ''::text,
  people_told_at timestamp with time zone,
  people_reason text not null default ''::text,
  closed_at timestamp with time zone,
  lessons text not null default ''::text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  constraint breach_pkey PRIMARY KEY (tenant_id, id),
  constraint breach_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint breach_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint breach_check CHECK ((until_at >= from_at)),
  constraint breach_check1 CHECK ((aware_at >= signal_at)),
  constraint breach_check2 CHECK ((due_at >= aware_at)),
  constraint breach_check3 CHECK ((told_at >= aware_at)),
  constraint breach_check4 CHECK ((authority_told_at >= aware_at)),
  constraint breach_check5 CHECK ((people_told_at >= aware_at)),
  constraint breach_check6 CHECK ((closed_at >= COALESCE(told_at, aware_at, signal_at))),
  constraint breach_check7 CHECK (((origin = 'CONTROLLER'::text) OR (incident_id IS NOT NULL))),
  constraint breach_origin_check CHECK ((origin = ANY (ARRAY['PROCESSOR'::text, 'CONTROLLER'::text])))
);
CREATE INDEX breach_incident ON public.breach USING btree (incident_id);
CREATE UNIQUE INDEX breach_of_incident ON public.breach USING btree (tenant_id, incident_id);
CREATE INDEX breach_signal ON public.breach USING btree (signal_at, id);
alter table breach enable row level security;
alter table breach force row level security;
create policy operator_reads on breach as permissive for select to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy tenant on breach as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select, update on breach to varde_app;

create table breach_assessment (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  breach_id uuid not null,
  phase integer not null,
  operation_id uuid not null,
  state text not null default 'QUEUED'::text,
  done integer not null default 0,
  total integer not null default 0,
  people integer not null default 0,
  erased_people integer not null default 0,
  special_people integer not null default 0,
  units integer not null default 0,
  records integer not null default 0,
  copies integer not null default 0,
  categories jsonb not null default '[]'::jsonb,
  registers jsonb not null default '[]'::jsonb,
  log_from timestamp with time zone,
  is_incomplete boolean not null default false,
  difference jsonb,
  hash text,
  as_of timestamp with time zone not null default now(),
  computed_at timestamp with time zone,
  constraint breach_assessment_pkey PRIMARY KEY (tenant_id, id),
  constraint breach_assessment_tenant_id_breach_id_phase_key UNIQUE (tenant_id, breach_id, phase),
  constraint breach_assessment_tenant_id_breach_id_fkey FOREIGN KEY (tenant_id, breach_id) REFERENCES breach(tenant_id, id),
  constraint breach_assessment_check CHECK (((state = 'DONE'::text) = (hash IS NOT NULL))),
  constraint breach_assessment_state_check CHECK ((state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'DONE'::text])))
);
CREATE UNIQUE INDEX one_open_assessment ON public.breach_assessment USING btree (tenant_id, breach_id) WHERE (state <> 'DONE'::text);
alter table breach_assessment enable row level security;
alter table breach_assessment force row level security;
create policy operator_reads on breach_assessment as permissive for select to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy tenant on breach_assessment as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select, update on breach_assessment to varde_app;

create table breach_notice (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  breach_id uuid not null,
  assessment_id uuid not null,
  phase integer not null,
  is_final boolean not null default false,
  language text not null,
  nature text not null,
  contact text not null,
  consequences text not null,
  measures text not null,
  document jsonb,
  hash text,
  sent_at timestamp with time zone,
  acknowledged_at timestamp with time zone,
  acknowledged_by_account_id uuid,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  constraint breach_notice_pkey PRIMARY KEY (tenant_id, id),
  constraint breach_notice_tenant_id_breach_id_phase_key UNIQUE (tenant_id, breach_id, phase),
  constraint breach_notice_tenant_id_assessment_id_fkey FOREIGN KEY (tenant_id, assessment_id) REFERENCES breach_assessment(tenant_id, id),
  constraint breach_notice_tenant_id_breach_id_fkey FOREIGN KEY (tenant_id, breach_id) REFERENCES breach(tenant_id, id),
  constraint breach_notice_check CHECK ((acknowledged_at >= sent_at)),
  constraint breach_notice_check1 CHECK ((((sent_at IS NULL) = (hash IS NULL)) AND ((sent_at IS NULL) = (document IS NULL))))
);
CREATE INDEX breach_notice_sent ON public.breach_notice USING btree (tenant_id, sent_at, id);
CREATE UNIQUE INDEX one_draft_of_breach ON public.breach_notice USING btree (tenant_id, breach_id) WHERE (sent_at IS NULL);
alter table breach_notice enable row level security;
alter table breach_notice force row level security;
create policy operator_reads on breach_notice as permissive for select to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy tenant on breach_notice as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select, update on breach_notice to varde_app;

create table breach_person (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  assessment_id uuid not null,
  person_id uuid not null,
  categories text[] not null,
  entries integer not null,
  first_at timestamp with time zone,
  last_at timestamp with time zone,
  found_at timestamp with time zone not null default now(),
  constraint breach_person_pkey PRIMARY KEY (tenant_id, id),
  constraint breach_person_tenant_id_assessment_id_person_id_key UNIQUE (tenant_id, assessment_id, person_id),
  constraint breach_person_tenant_id_assessment_id_fkey FOREIGN KEY (tenant_id, assessment_id) REFERENCES breach_assessment(tenant_id, id),
  constraint breach_person_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id)
);
CREATE INDEX breach_person_person ON public.breach_person USING btree (tenant_id, person_id);
alter table breach_person enable row level security;
alter table breach_person force row level security;
create policy tenant on breach_person as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on breach_person to varde_app;

create table certification (
  id uuid not null,
  standard text not null,
  scope jsonb not null,
  issuer text not null,
  certificate_number text not null,
  valid_from date not null,
  valid_until date not null,
  document_url text,
  is_public boolean not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint certification_pkey PRIMARY KEY (id),
  constraint certification_certificate_number_check CHECK ((certificate_number <> ''::text)),
  constraint certification_check CHECK ((valid_until >= valid_from)),
  constraint certification_issuer_check CHECK ((issuer <> ''::text)),
  constraint certification_standard_check CHECK ((standard <> ''::text))
);
alter table certification enable row level security;
alter table certification force row level security;
create policy everybody_reads on certification as permissive for select to public
  using true;
create policy operator_deletes on certification as permissive for delete to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_inserts on certification as permissive for insert to public
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_updates on certification as permissive for update to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text)
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy signed_in_read on certification as restrictive for select to public
  using (((NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid IS NOT NULL) OR is_public);
grant delete, insert, select, update on certification to varde_app;

create table comment (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  author_account_id uuid not null,
  author_person_id uuid,
  body text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  edited_at timestamp with time zone,
  constraint comment_pkey PRIMARY KEY (tenant_id, id),
  constraint comment_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint comment_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint comment_body_check CHECK (((length(body) >= 1) AND (length(body) <= 10000)))
);
CREATE INDEX comment_author ON public.comment USING btree (tenant_id, author_person_id);
CREATE INDEX comment_person ON public.comment USING btree (tenant_id, person_id, created_at, id);
CREATE TRIGGER screen_comment AFTER INSERT OR UPDATE OF body ON public.comment FOR EACH ROW EXECUTE FUNCTION screen_comment();
alter table comment enable row level security;
alter table comment force row level security;
create policy tenant on comment as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on comment to varde_app;

create table comment_version (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  comment_id uuid not null,
  person_id uuid not null,
  version integer not null,
  body text not null,
  written_at timestamp with time zone not null,
  constraint comment_version_pkey PRIMARY KEY (tenant_id, id),
  constraint comment_version_tenant_id_comment_id_version_key UNIQUE (tenant_id, comment_id, version),
  constraint comment_version_tenant_id_comment_id_fkey FOREIGN KEY (tenant_id, comment_id) REFERENCES comment(tenant_id, id) ON DELETE CASCADE,
  constraint comment_version_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint comment_version_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint comment_version_body_check CHECK (((length(body) >= 1) AND (length(body) <= 10000))),
  constraint comment_version_version_check CHECK ((version > 0))
);
CREATE INDEX comment_version_person ON public.comment_version USING btree (tenant_id, person_id);
alter table comment_version enable row level security;
alter table comment_version force row level security;
create policy tenant on comment_version as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on comment_version to varde_app;

create table content_screening (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  content text not null,
  comment_id uuid,
  upload_id uuid,
  state text not null default 'PENDING'::text,
  reason text,
  rules text not null default ''::text,
  rules_version text,
  unread_parts integer not null default 0,
  left_out integer not null default 0,
  attempts integer not null default 0,
  held_until timestamp with time zone,
  asked_at timestamp with time zone not null default now(),
  screened_at timestamp with time zone,
  rewriting_since timestamp with time zone,
  constraint content_screening_pkey PRIMARY KEY (tenant_id, id),
  constraint content_screening_tenant_id_comment_id_key UNIQUE (tenant_id, comment_id),
  constraint content_screening_tenant_id_upload_id_key UNIQUE (tenant_id, upload_id),
  constraint content_screening_tenant_id_comment_id_fkey FOREIGN KEY (tenant_id, comment_id) REFERENCES comment(tenant_id, id) ON DELETE CASCADE,
  constraint content_screening_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint content_screening_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint content_screening_tenant_id_upload_id_fkey FOREIGN KEY (tenant_id, upload_id) REFERENCES upload(tenant_id, id) ON DELETE CASCADE,
  constraint content_screening_content_check CHECK ((content = ANY (ARRAY['COMMENT'::text, 'ATTACHMENT'::text, 'FIELD_FILE'::text]))),
  constraint content_screening_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'SCREENED'::text, 'UNREADABLE'::text, 'OFF'::text]))),
  constraint of_one_content CHECK ((num_nonnulls(comment_id, upload_id) = 1))
);
CREATE INDEX content_screening_pending ON public.content_screening USING btree (tenant_id, asked_at, id) WHERE (state = 'PENDING'::text);
CREATE INDEX content_screening_person ON public.content_screening USING btree (tenant_id, person_id);
CREATE INDEX content_screening_rewriting ON public.content_screening USING btree (tenant_id, rewriting_since) WHERE (rewriting_since IS NOT NULL);
CREATE INDEX content_screening_rules ON public.content_screening USING btree (tenant_id, rules);
alter table content_screening enable row level security;
alter table content_screening force row level security;
create policy tenant on content_screening as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on content_screening to varde_app;

create table content_tombstone (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  comment_id uuid,
  upload_id uuid,
  act text not null,
  kinds text[] not null,
  findings integer not null,
  earlier_versions integer not null default 0,
  reason text not null,
  decided_by_account_id uuid not null,
  decided_by_person_id uuid,
  decided_at timestamp with time zone not null,
  constraint content_tombstone_pkey PRIMARY KEY (tenant_id, id),
  constraint content_tombstone_tenant_id_comment_id_fkey FOREIGN KEY (tenant_id, comment_id) REFERENCES comment(tenant_id, id) ON DELETE CASCADE,
  constraint content_tombstone_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint content_tombstone_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint content_tombstone_tenant_id_upload_id_fkey FOREIGN KEY (tenant_id, upload_id) REFERENCES upload(tenant_id, id) ON DELETE CASCADE,
  constraint content_tombstone_act_check CHECK ((act = ANY (ARRAY['REDACTED'::text, 'PURGED'::text]))),
  constraint content_tombstone_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  constraint of_one_content CHECK ((num_nonnulls(comment_id, upload_id) = 1))
);
CREATE INDEX content_tombstone_comment ON public.content_tombstone USING btree (tenant_id, comment_id);
CREATE INDEX content_tombstone_decider ON public.content_tombstone USING btree (tenant_id, decided_by_person_id);
CREATE INDEX content_tombstone_person ON public.content_tombstone USING btree (tenant_id, person_id);
CREATE INDEX content_tombstone_upload ON public.content_tombstone USING btree (tenant_id, upload_id);
alter table content_tombstone enable row level security;
alter table content_tombstone force row level security;
create policy tenant on content_tombstone as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on content_tombstone to varde_app;

create table course_record (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  course text not null,
  completed_on date not null,
  valid_until date,
  recorded_by_account_id uuid,
  recorded_by_person_id uuid,
  recorded_at timestamp with time zone not null default now(),
  withdrawn_at timestamp with time zone,
  constraint course_record_pkey PRIMARY KEY (tenant_id, id),
  constraint course_record_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint course_record_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id) ON DELETE CASCADE,
  constraint course_record_check CHECK ((valid_until >= completed_on))
);
CREATE INDEX course_record_person ON public.course_record USING btree (tenant_id, person_id);
CREATE INDEX course_record_recorded ON public.course_record USING btree (tenant_id, recorded_at, id);
CREATE INDEX course_record_recorder ON public.course_record USING btree (tenant_id, recorded_by_person_id) WHERE (recorded_by_person_id IS NOT NULL);
alter table course_record enable row level security;
alter table course_record force row level security;
create policy tenant on course_record as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on course_record to varde_app;

create table data_subject_request (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid,
  kind text not null,
  state text not null default 'OPEN'::text,
  element text,
  proposed_value text,
  details text not null default ''::text,
  received_at timestamp with time zone not null default now(),
  due_at timestamp with time zone not null,
  extension_reason text,
  outcome text,
  closed_at timestamp with time zone,
  closed_by_account_id uuid,
  version integer not null default 1,
  extended_at timestamp with time zone,
  recorded_by_account_id uuid,
  constraint data_subject_request_pkey PRIMARY KEY (tenant_id, id),
  constraint data_subject_request_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint data_subject_request_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint data_subject_request_check CHECK (((state = 'OPEN'::text) = (closed_at IS NULL))),
  constraint data_subject_request_check1 CHECK (((extended_at IS NULL) = (extension_reason IS NULL))),
  constraint data_subject_request_kind_check CHECK ((kind = ANY (ARRAY['ACCESS'::text, 'RECTIFICATION'::text, 'ERASURE'::text, 'RESTRICTION'::text, 'PORTABILITY'::text, 'OBJECTION'::text]))),
  constraint data_subject_request_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'GRANTED'::text, 'REFUSED'::text, 'WITHDRAWN'::text])))
);
CREATE INDEX data_subject_request_due ON public.data_subject_request USING btree (tenant_id, due_at, id);
CREATE INDEX data_subject_request_person ON public.data_subject_request USING btree (tenant_id, person_id);
CREATE INDEX data_subject_request_received ON public.data_subject_request USING btree (tenant_id, received_at, id);
alter table data_subject_request enable row level security;
alter table data_subject_request force row level security;
create policy tenant on data_subject_request as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on data_subject_request to varde_app;

create table dismissed_value (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  kind text not null,
  value_key text not null,
  reason text not null,
  decided_by_account_id uuid not null,
  decided_by_person_id uuid,
  created_at timestamp with time zone not null default now(),
  constraint dismissed_value_pkey PRIMARY KEY (tenant_id, id),
  constraint dismissed_value_tenant_id_kind_value_key_key UNIQUE (tenant_id, kind, value_key),
  constraint dismissed_value_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint dismissed_value_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint dismissed_value_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000)))
);
CREATE INDEX dismissed_value_decider ON public.dismissed_value USING btree (tenant_id, decided_by_person_id);
CREATE INDEX dismissed_value_person ON public.dismissed_value USING btree (tenant_id, person_id);
alter table dismissed_value enable row level security;
alter table dismissed_value force row level security;
create policy tenant on dismissed_value as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on dismissed_value to varde_app;

create table erasure (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid,
  register text not null,
  operation_id uuid not null,
  reason text not null,
  plan_hash text not null,
  plan jsonb not null,
  outcome jsonb not null default '{}'::jsonb,
  certificate jsonb,
  requested_by_account_id uuid,
  requested_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  erased_at timestamp with time zone,
  completed_at timestamp with time zone,
  constraint erasure_pkey PRIMARY KEY (tenant_id, id),
  constraint erasure_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint erasure_tenant_id_operation_id_fkey FOREIGN KEY (tenant_id, operation_id) REFERENCES operation(tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint completed_with_certificate CHECK (((completed_at IS NULL) = (certificate IS NULL)))
);
CREATE UNIQUE INDEX erasure_one_at_a_time ON public.erasure USING btree (tenant_id, person_id) WHERE (completed_at IS NULL);
CREATE INDEX erasure_operation ON public.erasure USING btree (tenant_id, operation_id);
CREATE INDEX erasure_person ON public.erasure USING btree (tenant_id, person_id, requested_at);
CREATE INDEX erasure_requested ON public.erasure USING btree (tenant_id, requested_at, id);
alter table erasure enable row level security;
alter table erasure force row level security;
create policy tenant on erasure as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select, update on erasure to varde_app;

create table export_archive (
  tenant_id uuid not null,
  operation_id uuid not null,
  person_id uuid,
  blob_name text not null,
  size bigint not null,
  sha256 text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint export_archive_pkey PRIMARY KEY (tenant_id, operation_id),
  constraint export_archive_tenant_id_operation_id_fkey FOREIGN KEY (tenant_id, operation_id) REFERENCES operation(tenant_id, id),
  constraint export_archive_check CHECK ((expires_at > created_at)),
  constraint export_archive_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint export_archive_size_check CHECK ((size > 0))
);
CREATE INDEX export_archive_expiry ON public.export_archive USING btree (tenant_id, expires_at);
CREATE INDEX export_archive_person ON public.export_archive USING btree (tenant_id, person_id);
alter table export_archive enable row level security;
alter table export_archive force row level security;
create policy tenant on export_archive as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on export_archive to varde_app;

create table field_definition (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  key text not null,
  label text not null,
  type text not null,
  choices text[] not null default '{}'::text[],
  registers text[] not null,
  category text not null,
  purposes text[] not null,
  retention text not null,
  readable_by text[] not null default '{}'::text[],
  correctable boolean not null default false,
  retired_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  description text not null default ''::text,
  updated_at timestamp with time zone not null default now(),
  acknowledged jsonb,
  constraint field_definition_pkey PRIMARY KEY (tenant_id, id),
  constraint field_definition_tenant_id_key_key UNIQUE (tenant_id, key),
  constraint field_definition_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint field_definition_key_check CHECK ((key ~ '^[a-z][a-zA-Z0-9]{0,63}$'::text)),
  constraint field_definition_type_check CHECK ((type = ANY (ARRAY['TEXT'::text, 'NUMBER'::text, 'DATE'::text, 'CHOICE'::text, 'YES_NO'::text, 'FILE'::text])))
);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.field_definition FOR EACH ROW EXECUTE FUNCTION record_instruction('id', 'key,label,description,type,choices,registers,category,purposes,retention,readable_by,correctable,retired_at', '{}');
alter table field_definition enable row level security;
alter table field_definition force row level security;
create policy tenant on field_definition as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on field_definition to varde_app;

create table finding (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  content text not null,
  comment_id uuid,
  upload_id uuid,
  comment_version integer,
  kind text not null,
  confidence integer not null,
  place jsonb not null default '{}'::jsonb,
  start_at integer not null default 0,
  end_at integer not null default 0,
  value_key text,
  nth integer not null default 0,
  excerpt text,
  excerpt_start integer not null default 0,
  state text not null default 'OPEN'::text,
  reason text,
  operation_id uuid,
  decided_by_account_id uuid,
  decided_by_person_id uuid,
  decided_at timestamp with time zone,
  found_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint finding_pkey PRIMARY KEY (tenant_id, id),
  constraint finding_tenant_id_comment_id_fkey FOREIGN KEY (tenant_id, comment_id) REFERENCES comment(tenant_id, id) ON DELETE CASCADE,
  constraint finding_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint finding_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint finding_tenant_id_upload_id_fkey FOREIGN KEY (tenant_id, upload_id) REFERENCES upload(tenant_id, id) ON DELETE CASCADE,
  constraint finding_confidence_check CHECK (((confidence >= 0) AND (confidence <= 100))),
  constraint finding_content_check CHECK ((content = ANY (ARRAY['COMMENT'::text, 'ATTACHMENT'::text, 'FIELD_FILE'::text]))),
  constraint finding_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  constraint finding_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'DISMISSED'::text, 'REDACTED'::text, 'PURGED'::text]))),
  constraint of_one_content CHECK ((num_nonnulls(comment_id, upload_id) = 1))
);
CREATE INDEX finding_comment ON public.finding USING btree (tenant_id, comment_id);
CREATE INDEX finding_decider ON public.finding USING btree (tenant_id, decided_by_person_id);
CREATE INDEX finding_found ON public.finding USING btree (tenant_id, state, found_at, id);
CREATE INDEX finding_operation ON public.finding USING btree (tenant_id, operation_id) WHERE (operation_id IS NOT NULL);
CREATE INDEX finding_person ON public.finding USING btree (tenant_id, person_id);
CREATE INDEX finding_upload ON public.finding USING btree (tenant_id, upload_id);
CREATE INDEX finding_value ON public.finding USING btree (tenant_id, value_key);
alter table finding enable row level security;
alter table finding force row level security;
create policy tenant on finding as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on finding to varde_app;

create table function_assignment (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  function text not null,
  assigned_by_account_id uuid,
  guidance_acknowledged_at timestamp with time zone,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone,
  constraint function_assignment_pkey PRIMARY KEY (tenant_id, id),
  constraint function_assignment_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX function_assignment_end ON public.function_assignment USING btree (tenant_id, valid_until, id) WHERE (valid_until IS NOT NULL);
CREATE INDEX function_assignment_person ON public.function_assignment USING btree (tenant_id, person_id);
alter table function_assignment enable row level security;
alter table function_assignment force row level security;
create policy tenant on function_assignment as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on function_assignment to varde_app;

create table guardianship (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  guardian_id uuid not null,
  pupil_id uuid not null,
  source text,
  created_at timestamp with time zone not null default now(),
  constraint guardianship_pkey PRIMARY KEY (tenant_id, id),
  constraint guardianship_tenant_id_guardian_id_pupil_id_key UNIQUE (tenant_id, guardian_id, pupil_id),
  constraint guardianship_tenant_id_guardian_id_fkey FOREIGN KEY (tenant_id, guardian_id) REFERENCES person(tenant_id, id),
  constraint guardianship_tenant_id_pupil_id_fkey FOREIGN KEY (tenant_id, pupil_id) REFERENCES person(tenant_id, id),
  constraint guardianship_check CHECK ((guardian_id <> pupil_id))
);
CREATE INDEX guardianship_pupil ON public.guardianship USING btree (tenant_id, pupil_id, guardian_id);
alter table guardianship enable row level security;
alter table guardianship force row level security;
create policy tenant on guardianship as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on guardianship to varde_app;

create table identity_issuer (
  issuer text not null,
  tenant_id uuid not null,
  audience text not null,
  jwks_uri text not null,
  created_at timestamp with time zone not null default now(),
  constraint identity_issuer_pkey PRIMARY KEY (issuer),
  constraint identity_issuer_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
);
CREATE INDEX identity_issuer_tenant ON public.identity_issuer USING btree (tenant_id);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.identity_issuer FOR EACH ROW EXECUTE FUNCTION record_instruction('issuer', 'audience,jwks_uri', '{}');
alter table identity_issuer enable row level security;
alter table identity_issuer force row level security;
create policy everybody_reads on identity_issuer as permissive for select to public
  using true;
create policy operator_deletes on identity_issuer as permissive for delete to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_inserts on identity_issuer as permissive for insert to public
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_updates on identity_issuer as permissive for update to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text)
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
grant delete, insert, select, update on identity_issuer to varde_app;

create table import_problem (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  operation_id uuid not null,
  file text not null,
  line integer not null,
  column_name text,
  code text not null,
  severity text not null,
  facts jsonb not null default '{}'::jsonb,
  constraint import_problem_pkey PRIMARY KEY (tenant_id, id),
  constraint import_problem_tenant_id_operation_id_fkey FOREIGN KEY (tenant_id, operation_id) REFERENCES operation(tenant_id, id) ON DELETE CASCADE,
  constraint import_problem_severity_check CHECK ((severity = ANY (ARRAY['error'::text, 'warning'::text])))
);
CREATE INDEX import_problem_operation ON public.import_problem USING btree (tenant_id, operation_id, id);
alter table import_problem enable row level security;
alter table import_problem force row level security;
create policy tenant on import_problem as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select on import_problem to varde_app;

create table import_report (
  tenant_id uuid not null,
  operation_id uuid not null,
  source text not null,
  format text not null,
  applied boolean not null,
  counts jsonb not null default '{}'::jsonb,
  errors integer not null default 0,
  warnings integer not null default 0,
  notes jsonb not null default '[]'::jsonb,
  created_at timestamp with time zone not null default now(),
  constraint import_report_pkey PRIMARY KEY (tenant_id, operation_id),
  constraint import_report_tenant_id_operation_id_fkey FOREIGN KEY (tenant_id, operation_id) REFERENCES operation(tenant_id, id) ON DELETE CASCADE
);
alter table import_report enable row level security;
alter table import_report force row level security;
create policy tenant on import_report as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on import_report to varde_app;

create table import_suppression (
  tenant_id uuid not null,
  source text not null,
  digest bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint import_suppression_pkey PRIMARY KEY (tenant_id, source, digest),
  constraint import_suppression_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
);
alter table import_suppression enable row level security;
alter table import_suppression force row level security;
create policy tenant on import_suppression as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select on import_suppression to varde_app;

create table incident (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null,
  title text not null,
  description text not null,
  measures text not null default ''::text,
  from_at timestamp with time zone,
  until_at timestamp with time zone,
  roles text[] not null default '{}'::text[],
  sub_processor_ids uuid[] not null default '{}'::uuid[],
  signal_at timestamp with time zone not null,
  aware_at timestamp with time zone,
  closed_at timestamp with time zone,
  lessons text not null default ''::text,
  reopened_at timestamp with time zone,
  reopened_because text not null default ''::text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  constraint incident_pkey PRIMARY KEY (tenant_id, id),
  constraint incident_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint incident_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint incident_check CHECK ((until_at >= from_at)),
  constraint incident_check1 CHECK ((aware_at >= signal_at)),
  constraint incident_check2 CHECK ((closed_at >= COALESCE(aware_at, signal_at)))
);
CREATE INDEX incident_signal ON public.incident USING btree (tenant_id, signal_at, id);
alter table incident enable row level security;
alter table incident force row level security;
create policy tenant on incident as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select, update on incident to varde_app;

create table instruction (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null,
  at timestamp with time zone not null,
  source text not null,
  because_of integer,
  account_id uuid,
  person_id uuid,
  subject text not null,
  key text not null,
  before jsonb,
  after jsonb,
  state text not null default 'GIVEN'::text,
  constraint instruction_pkey PRIMARY KEY (tenant_id, id),
  constraint instruction_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint instruction_tenant_id_because_of_fkey FOREIGN KEY (tenant_id, because_of) REFERENCES instruction(tenant_id, number),
  constraint instruction_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint instruction_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint instruction_check CHECK (((because_of IS NOT NULL) = (source = ANY (ARRAY['PARKING'::text, 'RELEASE'::text])))),
  constraint instruction_check1 CHECK (((before IS NOT NULL) OR (after IS NOT NULL))),
  constraint instruction_check2 CHECK (((source = 'CONTROLLER'::text) OR (num_nonnulls(account_id, person_id) = 0))),
  constraint instruction_number_check CHECK ((number > 0)),
  constraint instruction_source_check CHECK ((source = ANY (ARRAY['CONTROLLER'::text, 'PROCESSOR'::text, 'SYSTEM'::text, 'INTRODUCTION'::text, 'PARKING'::text, 'RELEASE'::text]))),
  constraint instruction_state_check CHECK ((state = ANY (ARRAY['GIVEN'::text, 'PARKED'::text, 'CONFIRMED'::text, 'KEPT'::text, 'WITHDRAWN'::text, 'RELEASED'::text])))
);
CREATE INDEX instruction_person ON public.instruction USING btree (tenant_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX instruction_setting ON public.instruction USING btree (tenant_id, subject, key, number);
CREATE INDEX instruction_suspended ON public.instruction USING btree (tenant_id, subject, key) WHERE (state = ANY (ARRAY['PARKED'::text, 'CONFIRMED'::text, 'KEPT'::text]));
alter table instruction enable row level security;
alter table instruction force row level security;
create policy tenant on instruction as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select on instruction to varde_app;

create table instruction_counter (
  tenant_id uuid not null,
  number integer not null,
  constraint instruction_counter_pkey PRIMARY KEY (tenant_id),
  constraint instruction_counter_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint instruction_counter_number_check CHECK ((number > 0))
);
alter table instruction_counter enable row level security;
alter table instruction_counter force row level security;
create policy tenant on instruction_counter as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select, update on instruction_counter to varde_app;

create table instruction_step (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  instruction_id uuid not null,
  at timestamp with time zone not null,
  state text not null,
  reason text not null,
  is_by_processor boolean not null,
  account_id uuid,
  person_id uuid,
  constraint instruction_step_pkey PRIMARY KEY (tenant_id, id),
  constraint instruction_step_tenant_id_instruction_id_fkey FOREIGN KEY (tenant_id, instruction_id) REFERENCES instruction(tenant_id, id),
  constraint instruction_step_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint instruction_step_check CHECK (((NOT is_by_processor) OR (num_nonnulls(account_id, person_id) = 0))),
  constraint instruction_step_reason_check CHECK ((reason <> ''::text)),
  constraint instruction_step_state_check CHECK ((state = ANY (ARRAY['PARKED'::text, 'CONFIRMED'::text, 'KEPT'::text, 'WITHDRAWN'::text, 'RELEASED'::text])))
);
CREATE INDEX instruction_step_of ON public.instruction_step USING btree (tenant_id, instruction_id, at);
CREATE INDEX instruction_step_person ON public.instruction_step USING btree (tenant_id, person_id) WHERE (person_id IS NOT NULL);
alter table instruction_step enable row level security;
alter table instruction_step force row level security;
create policy tenant on instruction_step as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select on instruction_step to varde_app;

create table invitation (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  email text not null,
  unit_id uuid,
  role text,
  token_hash text not null,
  invited_by_account_id uuid,
  invited_by_person_id uuid,
  accepted_account_id uuid,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint invitation_pkey PRIMARY KEY (tenant_id, id),
  constraint invitation_tenant_id_token_hash_key UNIQUE (tenant_id, token_hash),
  constraint invitation_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint invitation_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint invitation_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id),
  constraint invitation_check1 CHECK (((accepted_at IS NULL) OR (revoked_at IS NULL)))
);
CREATE INDEX invitation_created ON public.invitation USING btree (tenant_id, created_at, id);
CREATE INDEX invitation_person ON public.invitation USING btree (tenant_id, person_id);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy tenant on invitation as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on invitation to varde_app;

create table leaver_rule (
  tenant_id uuid not null,
  id uuid not null,
  close_after_days integer not null,
  delete_after_days integer not null,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint leaver_rule_pkey PRIMARY KEY (tenant_id, id),
  constraint leaver_rule_tenant_id_key UNIQUE (tenant_id),
  constraint leaver_rule_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint leaver_rule_check CHECK ((delete_after_days >= close_after_days)),
  constraint leaver_rule_close_after_days_check CHECK ((close_after_days >= 0))
);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.leaver_rule FOR EACH ROW EXECUTE FUNCTION record_instruction('', 'close_after_days,delete_after_days', '{}');
alter table leaver_rule enable row level security;
alter table leaver_rule force row level security;
create policy tenant on leaver_rule as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on leaver_rule to varde_app;

create table legal_hold (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  category text,
  element text,
  ground text not null,
  until date,
  placed_at timestamp with time zone not null default now(),
  placed_by_account_id uuid,
  constraint legal_hold_pkey PRIMARY KEY (tenant_id, id),
  constraint legal_hold_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint hold_on_category_or_element CHECK (((category IS NULL) OR (element IS NULL))),
  constraint legal_hold_ground_check CHECK (((length(ground) >= 1) AND (length(ground) <= 2000)))
);
CREATE INDEX legal_hold_person ON public.legal_hold USING btree (tenant_id, person_id);
alter table legal_hold enable row level security;
alter table legal_hold force row level security;
create policy tenant on legal_hold as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on legal_hold to varde_app;

create table legal_period (
  id uuid not null default uuidv7(),
  key text not null,
  period text not null,
  valid_from timestamp with time zone not null,
  basis jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint legal_period_pkey PRIMARY KEY (id),
  constraint legal_period_key_valid_from_key UNIQUE (key, valid_from),
  constraint legal_period_basis_check CHECK ((basis ? 'en'::text)),
  constraint legal_period_key_check CHECK ((key ~ '^[A-Z][A-Z_]{1,62}$'::text)),
  constraint legal_period_period_check CHECK (((period ~ '^P[0-9TYMWDH]+$'::text) AND ((period)::interval > '00:00:00'::interval)))
);
alter table legal_period enable row level security;
alter table legal_period force row level security;
create policy everybody_reads on legal_period as permissive for select to public
  using true;
create policy operator_deletes on legal_period as permissive for delete to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_inserts on legal_period as permissive for insert to public
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_updates on legal_period as permissive for update to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text)
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
grant insert, select on legal_period to varde_app;

create table lockbox_access (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  state text not null default 'REQUESTED'::text,
  staff_account_id uuid not null,
  staff_name text not null,
  staff_email text,
  ticket text,
  reason text not null,
  needed text not null,
  purpose text not null,
  asked_categories text[] not null,
  asked_unit_id uuid,
  asked_persons integer not null default 0,
  asked_until timestamp with time zone not null,
  requested_at timestamp with time zone not null default now(),
  categories text[] not null default '{}'::text[],
  unit_id uuid,
  ends_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by_account_id uuid,
  decided_by_person_id uuid,
  answer text,
  ended_by text,
  version integer not null default 1,
  constraint lockbox_access_pkey PRIMARY KEY (tenant_id, id),
  constraint lockbox_access_tenant_id_asked_unit_id_fkey FOREIGN KEY (tenant_id, asked_unit_id) REFERENCES unit(tenant_id, id),
  constraint lockbox_access_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint lockbox_access_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id),
  constraint lockbox_access_asked_categories_check CHECK ((cardinality(asked_categories) > 0)),
  constraint lockbox_access_check CHECK ((categories <@ asked_categories)),
  constraint lockbox_access_check1 CHECK ((ends_at <= asked_until)),
  constraint lockbox_access_check2 CHECK (((state <> 'APPROVED'::text) OR ((decided_at IS NOT NULL) AND (cardinality(categories) > 0)))),
  constraint lockbox_access_ended_by_check CHECK ((ended_by = ANY (ARRAY['CONTROLLER'::text, 'PROCESSOR'::text]))),
  constraint lockbox_access_state_check CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'REFUSED'::text, 'APPROVED'::text, 'ENDED'::text])))
);
CREATE INDEX lockbox_access_decided_by ON public.lockbox_access USING btree (tenant_id, decided_by_person_id);
CREATE INDEX lockbox_access_requested ON public.lockbox_access USING btree (tenant_id, requested_at, id);
alter table lockbox_access enable row level security;
alter table lockbox_access force row level security;
create policy operator_reads on lockbox_access as permissive for select to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy tenant on lockbox_access as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on lockbox_access to varde_app;

create table lockbox_person (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  access_id uuid not null,
  person_id uuid not null,
  is_asked boolean not null default false,
  is_granted boolean not null default false,
  constraint lockbox_person_pkey PRIMARY KEY (tenant_id, id),
  constraint lockbox_person_tenant_id_access_id_person_id_key UNIQUE (tenant_id, access_id, person_id),
  constraint lockbox_person_tenant_id_access_id_fkey FOREIGN KEY (tenant_id, access_id) REFERENCES lockbox_access(tenant_id, id) ON DELETE CASCADE,
  constraint lockbox_person_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id)
);
CREATE INDEX lockbox_person_person ON public.lockbox_person USING btree (tenant_id, person_id);
alter table lockbox_person enable row level security;
alter table lockbox_person force row level security;
create policy tenant on lockbox_person as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on lockbox_person to varde_app;

create table lockbox_rule (
  tenant_id uuid not null,
  id uuid not null,
  is_allowed boolean not null,
  maximum_hours integer not null,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint lockbox_rule_pkey PRIMARY KEY (tenant_id, id),
  constraint lockbox_rule_tenant_id_key UNIQUE (tenant_id),
  constraint lockbox_rule_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint lockbox_rule_maximum_hours_check CHECK (((maximum_hours >= 1) AND (maximum_hours <= 168)))
);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.lockbox_rule FOR EACH ROW EXECUTE FUNCTION record_instruction('', 'is_allowed,maximum_hours', '{}');
alter table lockbox_rule enable row level security;
alter table lockbox_rule force row level security;
create policy tenant on lockbox_rule as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on lockbox_rule to varde_app;

create table log_entry (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  at timestamp with time zone not null default now(),
  actor_account_id uuid,
  actor_person_id uuid,
  role text not null,
  unit_id uuid,
  action text not null,
  outcome text not null default 'done'::text,
  purpose text not null,
  person_ids uuid[] not null default '{}'::uuid[],
  categories text[] not null default '{}'::text[],
  details jsonb not null default '{}'::jsonb,
  request_id text not null,
  constraint log_entry_pkey PRIMARY KEY (tenant_id, id),
  constraint log_entry_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint log_entry_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);
CREATE INDEX log_entry_at ON public.log_entry USING btree (tenant_id, at, id);
CREATE INDEX log_entry_of_everybody ON public.log_entry USING btree (tenant_id, at) WHERE (action = 'export.tenant'::text);
CREATE INDEX log_entry_of_lockbox ON public.log_entry USING btree (tenant_id, actor_account_id, at) WHERE (role = 'lockbox'::text);
CREATE INDEX log_entry_persons ON public.log_entry USING gin (person_ids);
alter table log_entry enable row level security;
alter table log_entry force row level security;
create policy tenant on log_entry as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select on log_entry to varde_app;

create table matrix (
  tenant_id uuid not null,
  id uuid not null,
  number integer not null,
  title text not null,
  state text not null,
  content jsonb not null,
  adopted_at timestamp with time zone,
  superseded_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint matrix_pkey PRIMARY KEY (tenant_id, id),
  constraint matrix_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint matrix_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint matrix_check CHECK (((adopted_at IS NOT NULL) = (state = ANY (ARRAY['ADOPTED'::text, 'SUPERSEDED'::text])))),
  constraint matrix_number_check CHECK ((number > 0)),
  constraint matrix_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'IN_DISCUSSION'::text, 'ADOPTED'::text, 'SUPERSEDED'::text, 'WITHDRAWN'::text])))
);
CREATE UNIQUE INDEX matrix_adopted ON public.matrix USING btree (tenant_id) WHERE (state = 'ADOPTED'::text);
CREATE UNIQUE INDEX matrix_open ON public.matrix USING btree (tenant_id) WHERE (state = ANY (ARRAY['DRAFT'::text, 'IN_DISCUSSION'::text]));
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.matrix FOR EACH ROW EXECUTE FUNCTION record_instruction('id', 'title,state,content', '{"state":"ADOPTED"}');
alter table matrix enable row level security;
alter table matrix force row level security;
create policy tenant on matrix as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select, update on matrix to varde_app;

create table matrix_assessment (
  tenant_id uuid not null,
  id uuid not null,
  year integer not null,
  begun_at timestamp with time zone not null,
  concluded_at timestamp with time zone,
  concluded_by_person_id uuid,
  conclusion text,
  matrix_id uuid,
  constraint matrix_assessment_pkey PRIMARY KEY (tenant_id, id),
  constraint matrix_assessment_tenant_id_year_key UNIQUE (tenant_id, year),
  constraint matrix_assessment_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint matrix_assessment_tenant_id_matrix_id_fkey FOREIGN KEY (tenant_id, matrix_id) REFERENCES matrix(tenant_id, id),
  constraint matrix_assessment_check CHECK (((concluded_at IS NULL) = (conclusion IS NULL))),
  constraint matrix_assessment_check1 CHECK (((matrix_id IS NULL) OR (concluded_at IS NOT NULL)))
);
CREATE UNIQUE INDEX matrix_assessment_open ON public.matrix_assessment USING btree (tenant_id) WHERE (concluded_at IS NULL);
alter table matrix_assessment enable row level security;
alter table matrix_assessment force row level security;
create policy tenant on matrix_assessment as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on matrix_assessment to varde_app;

create table matrix_feedback (
  tenant_id uuid not null,
  id uuid not null,
  matrix_id uuid not null,
  function text,
  role text,
  text text,
  author_person_id uuid not null,
  given_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  assessment_id uuid,
  outcome text,
  reply text,
  answered_at timestamp with time zone,
  answered_by_person_id uuid,
  constraint matrix_feedback_pkey PRIMARY KEY (tenant_id, id),
  constraint matrix_feedback_tenant_id_assessment_id_fkey FOREIGN KEY (tenant_id, assessment_id) REFERENCES matrix_assessment(tenant_id, id),
  constraint matrix_feedback_tenant_id_author_person_id_fkey FOREIGN KEY (tenant_id, author_person_id) REFERENCES person(tenant_id, id) ON DELETE CASCADE,
  constraint matrix_feedback_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint matrix_feedback_tenant_id_matrix_id_fkey FOREIGN KEY (tenant_id, matrix_id) REFERENCES matrix(tenant_id, id),
  constraint matrix_feedback_check CHECK (((function IS NULL) OR (role IS NULL))),
  constraint matrix_feedback_check1 CHECK (((text IS NULL) = (withdrawn_at IS NOT NULL))),
  constraint matrix_feedback_check2 CHECK (((outcome IS NULL) = (assessment_id IS NULL))),
  constraint matrix_feedback_check3 CHECK (((outcome IS NULL) = (answered_at IS NULL))),
  constraint matrix_feedback_check4 CHECK (((outcome IS NULL) OR (reply IS NOT NULL))),
  constraint matrix_feedback_check5 CHECK (((outcome IS NULL) OR (withdrawn_at IS NULL))),
  constraint matrix_feedback_outcome_check CHECK ((outcome = ANY (ARRAY['ACCEPTED'::text, 'DECLINED'::text, 'LATER'::text])))
);
CREATE INDEX matrix_feedback_assessment ON public.matrix_feedback USING btree (tenant_id, assessment_id);
CREATE INDEX matrix_feedback_author ON public.matrix_feedback USING btree (tenant_id, author_person_id);
CREATE INDEX matrix_feedback_given ON public.matrix_feedback USING btree (tenant_id, given_at, id);
alter table matrix_feedback enable row level security;
alter table matrix_feedback force row level security;
create policy tenant on matrix_feedback as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on matrix_feedback to varde_app;

create table measure (
  id uuid not null default uuidv7(),
  heading text not null,
  text jsonb not null,
  sub_processor_id uuid,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint measure_pkey PRIMARY KEY (id),
  constraint measure_sub_processor_id_fkey FOREIGN KEY (sub_processor_id) REFERENCES sub_processor(id) ON DELETE CASCADE,
  constraint measure_check CHECK (((sub_processor_id IS NULL) OR (heading = 'ASSISTANCE'::text))),
  constraint measure_heading_check CHECK ((heading ~ '^[A-Z_]{1,80}$'::text)),
  constraint measure_text_check CHECK ((text ? 'en'::text))
);
CREATE INDEX measure_heading ON public.measure USING btree (heading, created_at, id);
alter table measure enable row level security;
alter table measure force row level security;
create policy everybody_reads on measure as permissive for select to public
  using true;
create policy operator_deletes on measure as permissive for delete to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_inserts on measure as permissive for insert to public
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_updates on measure as permissive for update to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text)
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
grant delete, insert, select, update on measure to varde_app;

create table membership (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  group_id uuid not null,
  person_id uuid not null,
  role text not null default 'MEMBER'::text,
  starts_on date,
  ends_on date,
  source text,
  source_id text,
  created_at timestamp with time zone not null default now(),
  constraint membership_pkey PRIMARY KEY (tenant_id, id),
  constraint membership_tenant_id_group_id_person_id_role_key UNIQUE (tenant_id, group_id, person_id, role),
  constraint membership_tenant_id_source_source_id_key UNIQUE (tenant_id, source, source_id),
  constraint membership_tenant_id_group_id_fkey FOREIGN KEY (tenant_id, group_id) REFERENCES person_group(tenant_id, id),
  constraint membership_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint membership_check CHECK ((ends_on >= starts_on)),
  constraint membership_role_check CHECK ((role = ANY (ARRAY['MEMBER'::text, 'SUPERVISOR'::text])))
);
CREATE INDEX membership_person ON public.membership USING btree (tenant_id, person_id, role, group_id);
alter table membership enable row level security;
alter table membership force row level security;
create policy tenant on membership as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on membership to varde_app;

create table migration (
  id integer not null default nextval('migration_id_seq'::regclass),
  "timestamp" bigint not null,
  name character varying not null,
  constraint "PK_3043fc6b8af7c99b8b98830094f" PRIMARY KEY (id)
);

create table operation (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null,
  state text not null default 'QUEUED'::text,
  phase text not null default 'phase.queued'::text,
  done bigint not null default 0,
  total bigint,
  input jsonb not null default '{}'::jsonb,
  result jsonb,
  failure text,
  requested_by_account_id uuid,
  requested_by_person_id uuid,
  person_id uuid,
  idempotency_key text,
  cancel_requested_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint operation_pkey PRIMARY KEY (tenant_id, id),
  constraint operation_tenant_id_kind_requested_by_account_id_idempotenc_key UNIQUE (tenant_id, kind, requested_by_account_id, idempotency_key),
  constraint operation_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint operation_kind_check CHECK ((kind = ANY (ARRAY['FINDINGS'::text, 'IMPORT'::text, 'EXPORT'::text, 'ERASURE'::text, 'TRANSFER'::text, 'BREACH_ASSESSMENT'::text]))),
  constraint operation_state_check CHECK ((state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'SUCCEEDED'::text, 'FAILED'::text, 'CANCELLED'::text])))
);
CREATE INDEX operation_person ON public.operation USING btree (tenant_id, person_id);
alter table operation enable row level security;
alter table operation force row level security;
create policy tenant on operation as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on operation to varde_app;

create table person (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  register text not null,
  given_name text not null,
  family_name text not null,
  preferred_name text,
  email text,
  telephone text,
  birth_date date,
  identifier text,
  field_values jsonb not null default '{}'::jsonb,
  value_sources jsonb not null default '{}'::jsonb,
  picture_upload_id uuid,
  status text not null default 'active'::text,
  source text,
  source_id text,
  erasure_id uuid,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  field_value_times jsonb not null default '{}'::jsonb,
  hidden_from_lists boolean not null default false,
  left_at timestamp with time zone,
  constraint person_pkey PRIMARY KEY (tenant_id, id),
  constraint person_tenant_id_source_source_id_key UNIQUE (tenant_id, source, source_id),
  constraint person_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint person_register_check CHECK ((register = ANY (ARRAY['STUDENT'::text, 'TEACHER'::text, 'STAFF'::text, 'GUARDIAN'::text, 'CONTACT'::text]))),
  constraint person_status_check CHECK ((status = ANY (ARRAY['active'::text, 'left'::text])))
);
CREATE INDEX person_email ON public.person USING btree (tenant_id, email) WHERE (email IS NOT NULL);
CREATE INDEX person_name ON public.person USING btree (tenant_id, family_name, given_name, id);
CREATE INDEX person_register ON public.person USING btree (tenant_id, register, family_name, given_name, id);
alter table person enable row level security;
alter table person force row level security;
create policy tenant on person as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on person to varde_app;

create table person_group (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  unit_id uuid not null,
  kind text not null,
  name text not null,
  stage text,
  source text,
  source_id text,
  archived_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  constraint person_group_pkey PRIMARY KEY (tenant_id, id),
  constraint person_group_tenant_id_source_source_id_key UNIQUE (tenant_id, source, source_id),
  constraint person_group_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id),
  constraint person_group_kind_check CHECK ((kind = ANY (ARRAY['class'::text, 'circle'::text, 'team'::text])))
);
CREATE INDEX person_group_name ON public.person_group USING btree (tenant_id, name, id);
CREATE INDEX person_group_unit ON public.person_group USING btree (tenant_id, unit_id);
alter table person_group enable row level security;
alter table person_group force row level security;
create policy tenant on person_group as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on person_group to varde_app;

create table picture (
  tenant_id uuid not null,
  person_id uuid not null,
  size text not null,
  upload_id uuid not null,
  blob_name text not null,
  bytes integer not null,
  width integer not null,
  height integer not null,
  sha256 text not null,
  created_at timestamp with time zone not null default now(),
  constraint picture_pkey PRIMARY KEY (tenant_id, person_id, size),
  constraint picture_tenant_id_blob_name_key UNIQUE (tenant_id, blob_name),
  constraint picture_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint picture_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint picture_bytes_check CHECK ((bytes > 0)),
  constraint picture_height_check CHECK ((height > 0)),
  constraint picture_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint picture_size_check CHECK ((size = ANY (ARRAY['SMALL'::text, 'MEDIUM'::text, 'LARGE'::text]))),
  constraint picture_width_check CHECK ((width > 0))
);
alter table picture enable row level security;
alter table picture force row level security;
create policy tenant on picture as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on picture to varde_app;

create table privacy_notice (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  slug text not null,
  language text not null,
  version integer not null,
  controller text not null,
  title text not null,
  text text not null,
  contact text not null,
  published_at timestamp with time zone not null default now(),
  closing text not null default ''::text,
  sections jsonb not null default '[]'::jsonb,
  constraint privacy_notice_pkey PRIMARY KEY (tenant_id, id),
  constraint privacy_notice_tenant_id_language_version_key UNIQUE (tenant_id, language, version),
  constraint privacy_notice_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint privacy_notice_tenant_id_slug_fkey FOREIGN KEY (tenant_id, slug) REFERENCES tenant(tenant_id, slug),
  constraint privacy_notice_contact_check CHECK ((contact <> ''::text)),
  constraint privacy_notice_language_check CHECK ((language = ANY (ARRAY['en'::text, 'nb'::text, 'sv'::text, 'fi'::text, 'et'::text, 'nl'::text]))),
  constraint privacy_notice_sections_check CHECK ((jsonb_typeof(sections) = 'array'::text)),
  constraint privacy_notice_version_check CHECK ((version > 0))
);
CREATE INDEX privacy_notice_slug ON public.privacy_notice USING btree (slug, language, version);
alter table privacy_notice enable row level security;
alter table privacy_notice force row level security;
create policy everybody_reads on privacy_notice as permissive for select to public
  using true;
create policy tenant on privacy_notice as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select on privacy_notice to varde_app;

create table privacy_notice_reading (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  notice_id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  read_at timestamp with time zone not null default now(),
  constraint privacy_notice_reading_pkey PRIMARY KEY (tenant_id, id),
  constraint privacy_notice_reading_tenant_id_notice_id_account_id_key UNIQUE (tenant_id, notice_id, account_id),
  constraint privacy_notice_reading_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id) ON DELETE CASCADE,
  constraint privacy_notice_reading_tenant_id_notice_id_fkey FOREIGN KEY (tenant_id, notice_id) REFERENCES privacy_notice(tenant_id, id),
  constraint privacy_notice_reading_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id)
);
CREATE INDEX privacy_notice_reading_account ON public.privacy_notice_reading USING btree (tenant_id, account_id);
CREATE INDEX privacy_notice_reading_person ON public.privacy_notice_reading USING btree (tenant_id, person_id);
alter table privacy_notice_reading enable row level security;
alter table privacy_notice_reading force row level security;
create policy tenant on privacy_notice_reading as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on privacy_notice_reading to varde_app;

create table processor (
  id boolean not null default true,
  name text not null,
  legal_name text not null,
  organisation_number text not null,
  address text not null,
  country text not null,
  contact text not null,
  data_protection_officer text,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  representative text,
  constraint processor_pkey PRIMARY KEY (id),
  constraint processor_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint processor_id_check CHECK (id)
);
alter table processor enable row level security;
alter table processor force row level security;
create policy everybody_reads on processor as permissive for select to public
  using true;
create policy operator_deletes on processor as permissive for delete to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_inserts on processor as permissive for insert to public
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_updates on processor as permissive for update to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text)
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
grant insert, select, update on processor to varde_app;

create table processor_analysis (
  id uuid not null,
  kind text not null,
  subject text not null,
  every_months integer,
  held_on date,
  held_by text,
  next_due_on date,
  summary text,
  findings integer not null,
  open_findings integer not null,
  updated_at timestamp with time zone not null default now(),
  constraint processor_analysis_pkey PRIMARY KEY (id)
);
alter table processor_analysis enable row level security;
alter table processor_analysis force row level security;
create policy everybody_reads on processor_analysis as permissive for select to public
  using true;
create policy operator_deletes on processor_analysis as permissive for delete to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_inserts on processor_analysis as permissive for insert to public
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_updates on processor_analysis as permissive for update to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text)
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
grant delete, insert, select, update on processor_analysis to varde_app;

create table role_grant (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  account_id uuid not null,
  person_id uuid,
  role text not null,
  unit_id uuid,
  valid_from timestamp with time zone not null default now(),
  valid_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  stage text,
  condition text,
  exception_id uuid,
  exception_consented boolean,
  basis text,
  granted_by_account_id uuid,
  constraint role_grant_pkey PRIMARY KEY (tenant_id, id),
  constraint role_grant_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id) ON DELETE CASCADE,
  constraint role_grant_tenant_id_exception_id_exception_consented_fkey FOREIGN KEY (tenant_id, exception_id, exception_consented) REFERENCES access_exception(tenant_id, id, is_consented) ON DELETE CASCADE,
  constraint role_grant_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id),
  constraint role_grant_check CHECK (((exception_id IS NULL) = (exception_consented IS NULL))),
  constraint role_grant_check1 CHECK (((exception_id IS NULL) OR ((valid_until IS NOT NULL) AND (basis IS NOT NULL)))),
  constraint role_grant_exception_consented_check CHECK (exception_consented)
);
CREATE INDEX role_grant_account ON public.role_grant USING btree (tenant_id, account_id);
CREATE INDEX role_grant_end ON public.role_grant USING btree (tenant_id, valid_until, id) WHERE (valid_until IS NOT NULL);
CREATE INDEX role_grant_exception ON public.role_grant USING btree (tenant_id, exception_id) WHERE (exception_id IS NOT NULL);
alter table role_grant enable row level security;
alter table role_grant force row level security;
create policy tenant on role_grant as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on role_grant to varde_app;

create table role_request (
  tenant_id uuid not null,
  id uuid not null,
  number integer not null,
  state text not null,
  needs jsonb not null,
  scope text not null,
  module text,
  unit_id uuid,
  stage text,
  group_ids uuid[] not null,
  purpose text not null,
  reason text,
  requested_by_person_id uuid,
  requested_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  role text,
  matrix_id uuid,
  reply text,
  answered_at timestamp with time zone,
  answered_by_person_id uuid,
  constraint role_request_pkey PRIMARY KEY (tenant_id, id),
  constraint role_request_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint role_request_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint role_request_tenant_id_matrix_id_fkey FOREIGN KEY (tenant_id, matrix_id) REFERENCES matrix(tenant_id, id),
  constraint role_request_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id),
  constraint role_request_check CHECK (((state = 'WITHDRAWN'::text) = (withdrawn_at IS NOT NULL))),
  constraint role_request_check1 CHECK (((state = ANY (ARRAY['EXISTING_ROLE'::text, 'NEW_ROLE'::text, 'DECLINED'::text])) = (answered_at IS NOT NULL))),
  constraint role_request_check2 CHECK (((state = ANY (ARRAY['EXISTING_ROLE'::text, 'NEW_ROLE'::text])) = (role IS NOT NULL))),
  constraint role_request_check3 CHECK (((state = 'NEW_ROLE'::text) = (matrix_id IS NOT NULL))),
  constraint role_request_number_check CHECK ((number > 0)),
  constraint role_request_state_check CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'WITHDRAWN'::text, 'EXISTING_ROLE'::text, 'NEW_ROLE'::text, 'DECLINED'::text])))
);
CREATE INDEX role_request_asked ON public.role_request USING btree (tenant_id, requested_at, id);
CREATE INDEX role_request_requester ON public.role_request USING btree (tenant_id, requested_by_person_id);
alter table role_request enable row level security;
alter table role_request force row level security;
create policy tenant on role_request as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on role_request to varde_app;

create table role_request_person (
  tenant_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  person_id uuid not null,
  part text not null,
  constraint role_request_person_pkey PRIMARY KEY (tenant_id, id),
  constraint role_request_person_tenant_id_request_id_part_person_id_key UNIQUE (tenant_id, request_id, part, person_id),
  constraint role_request_person_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id) ON DELETE CASCADE,
  constraint role_request_person_tenant_id_request_id_fkey FOREIGN KEY (tenant_id, request_id) REFERENCES role_request(tenant_id, id) ON DELETE CASCADE,
  constraint role_request_person_part_check CHECK ((part = ANY (ARRAY['USER'::text, 'SCOPE'::text])))
);
CREATE INDEX role_request_person_person ON public.role_request_person USING btree (tenant_id, person_id);
alter table role_request_person enable row level security;
alter table role_request_person force row level security;
create policy tenant on role_request_person as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on role_request_person to varde_app;

create table role_scope (
  tenant_id uuid not null,
  id uuid not null,
  grant_id uuid,
  group_id uuid,
  person_id uuid,
  exception_id uuid,
  constraint role_scope_pkey PRIMARY KEY (tenant_id, id),
  constraint role_scope_tenant_id_exception_id_fkey FOREIGN KEY (tenant_id, exception_id) REFERENCES access_exception(tenant_id, id) ON DELETE CASCADE,
  constraint role_scope_tenant_id_grant_id_fkey FOREIGN KEY (tenant_id, grant_id) REFERENCES role_grant(tenant_id, id) ON DELETE CASCADE,
  constraint role_scope_tenant_id_group_id_fkey FOREIGN KEY (tenant_id, group_id) REFERENCES person_group(tenant_id, id) ON DELETE CASCADE,
  constraint role_scope_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id) ON DELETE CASCADE,
  constraint role_scope_check CHECK ((num_nonnulls(group_id, person_id) = 1)),
  constraint role_scope_check1 CHECK ((num_nonnulls(grant_id, exception_id) = 1))
);
CREATE INDEX role_scope_exception ON public.role_scope USING btree (tenant_id, exception_id) WHERE (exception_id IS NOT NULL);
CREATE INDEX role_scope_grant ON public.role_scope USING btree (tenant_id, grant_id);
CREATE INDEX role_scope_group ON public.role_scope USING btree (tenant_id, group_id) WHERE (group_id IS NOT NULL);
CREATE INDEX role_scope_person ON public.role_scope USING btree (tenant_id, person_id) WHERE (person_id IS NOT NULL);
alter table role_scope enable row level security;
alter table role_scope force row level security;
create policy tenant on role_scope as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on role_scope to varde_app;

create table screening_rule (
  tenant_id uuid not null,
  kinds text[] not null,
  minimum_confidence integer not null,
  comments boolean not null,
  files boolean not null,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint screening_rule_pkey PRIMARY KEY (tenant_id),
  constraint screening_rule_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint screening_rule_minimum_confidence_check CHECK (((minimum_confidence >= 0) AND (minimum_confidence <= 100)))
);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.screening_rule FOR EACH ROW EXECUTE FUNCTION record_instruction('', 'kinds,minimum_confidence,comments,files', '{}');
alter table screening_rule enable row level security;
alter table screening_rule force row level security;
create policy tenant on screening_rule as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on screening_rule to varde_app;

create table screening_secret (
  tenant_id uuid not null,
  value text not null default ((gen_random_uuid())::text || (gen_random_uuid())::text),
  constraint screening_secret_pkey PRIMARY KEY (tenant_id),
  constraint screening_secret_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id)
);
alter table screening_secret enable row level security;
alter table screening_secret force row level security;
create policy tenant on screening_secret as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on screening_secret to varde_app;

create table seat_cap (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  unit_id uuid,
  maximum integer not null,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint seat_cap_pkey PRIMARY KEY (tenant_id, id),
  constraint seat_cap_tenant_id_kind_unit_id_key UNIQUE NULLS NOT DISTINCT (tenant_id, kind, unit_id),
  constraint seat_cap_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint seat_cap_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id) ON DELETE CASCADE,
  constraint seat_cap_kind_check CHECK ((kind = ANY (ARRAY['ADMINISTRATOR'::text, 'OBSERVER'::text]))),
  constraint seat_cap_maximum_check CHECK ((maximum >= 0))
);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.seat_cap FOR EACH ROW EXECUTE FUNCTION record_instruction('kind,unit_id', 'kind,unit_id,maximum', '{}');
alter table seat_cap enable row level security;
alter table seat_cap force row level security;
create policy tenant on seat_cap as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on seat_cap to varde_app;

create table second_factor_rule (
  tenant_id uuid not null,
  id uuid not null,
  action text not null,
  maximum_age_minutes integer,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint second_factor_rule_pkey PRIMARY KEY (tenant_id, id),
  constraint second_factor_rule_tenant_id_action_key UNIQUE (tenant_id, action),
  constraint second_factor_rule_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint second_factor_rule_maximum_age_minutes_check CHECK (((maximum_age_minutes >= 1) AND (maximum_age_minutes <= 1440)))
);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.second_factor_rule FOR EACH ROW EXECUTE FUNCTION record_instruction('action', 'action,maximum_age_minutes', '{}');
alter table second_factor_rule enable row level security;
alter table second_factor_rule force row level security;
create policy tenant on second_factor_rule as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on second_factor_rule to varde_app;

create table stale_notice (
  tenant_id uuid not null,
  id uuid not null,
  since timestamp with time zone not null,
  constraint stale_notice_pkey PRIMARY KEY (tenant_id, id),
  constraint stale_notice_tenant_id_id_fkey FOREIGN KEY (tenant_id, id) REFERENCES privacy_notice(tenant_id, id) ON DELETE CASCADE
);
alter table stale_notice enable row level security;
alter table stale_notice force row level security;
create policy tenant on stale_notice as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select on stale_notice to varde_app;

create table sub_processor (
  id uuid not null default uuidv7(),
  legal_name text not null,
  responsibilities jsonb not null,
  address text not null,
  contact text not null,
  is_primary boolean not null default false,
  since date not null,
  until date,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  parent_id uuid,
  constraint sub_processor_pkey PRIMARY KEY (id),
  constraint sub_processor_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES sub_processor(id),
  constraint not_its_own_parent CHECK ((parent_id <> id)),
  constraint sub_processor_check CHECK ((until >= since)),
  constraint sub_processor_responsibilities_check CHECK ((responsibilities ? 'en'::text))
);
CREATE UNIQUE INDEX one_primary_sub_processor ON public.sub_processor USING btree (is_primary) WHERE (is_primary AND (until IS NULL));
CREATE INDEX sub_processor_name ON public.sub_processor USING btree (legal_name, id);
alter table sub_processor enable row level security;
alter table sub_processor force row level security;
create policy everybody_reads on sub_processor as permissive for select to public
  using ((COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text) OR (EXISTS ( SELECT 1
   FROM sub_processor_change c
  WHERE ((c.sub_processor_id = sub_processor.id) AND (c.announced_at IS NOT NULL)))));
create policy operator_deletes on sub_processor as permissive for delete to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_inserts on sub_processor as permissive for insert to public
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_updates on sub_processor as permissive for update to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text)
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
grant delete, insert, select, update on sub_processor to varde_app;

create table sub_processor_announcement (
  tenant_id uuid not null,
  change_id uuid not null,
  opens_at timestamp with time zone not null,
  closes_at timestamp with time zone not null,
  authorisation text not null,
  constraint sub_processor_announcement_pkey PRIMARY KEY (tenant_id, change_id),
  constraint sub_processor_announcement_change_id_fkey FOREIGN KEY (change_id) REFERENCES sub_processor_change(id),
  constraint sub_processor_announcement_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint sub_processor_announcement_authorisation_check CHECK ((authorisation = ANY (ARRAY['GENERAL'::text, 'SPECIFIC'::text]))),
  constraint sub_processor_announcement_check CHECK ((closes_at > opens_at))
);
CREATE INDEX sub_processor_announcement_change ON public.sub_processor_announcement USING btree (change_id);
alter table sub_processor_announcement enable row level security;
alter table sub_processor_announcement force row level security;
create policy operator_announces on sub_processor_announcement as permissive for insert to public
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_reads on sub_processor_announcement as permissive for select to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy tenant on sub_processor_announcement as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select, update on sub_processor_announcement to varde_app;

create table sub_processor_authorisation (
  tenant_id uuid not null,
  change_id uuid not null,
  authorised_at timestamp with time zone not null,
  constraint sub_processor_authorisation_pkey PRIMARY KEY (tenant_id, change_id),
  constraint sub_processor_authorisation_tenant_id_change_id_fkey FOREIGN KEY (tenant_id, change_id) REFERENCES sub_processor_announcement(tenant_id, change_id)
);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.sub_processor_authorisation FOR EACH ROW EXECUTE FUNCTION record_instruction('change_id', 'change_id,authorised_at', '{}');
alter table sub_processor_authorisation enable row level security;
alter table sub_processor_authorisation force row level security;
create policy operator_reads on sub_processor_authorisation as permissive for select to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy tenant on sub_processor_authorisation as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select on sub_processor_authorisation to varde_app;

create table sub_processor_change (
  id uuid not null default uuidv7(),
  sub_processor_id uuid not null,
  number integer not null,
  kind text not null,
  patch jsonb not null,
  reason jsonb,
  announced_at timestamp with time zone,
  takes_effect_on date not null,
  has_window boolean not null,
  withdrawn_at timestamp with time zone,
  withdrawal_reason jsonb,
  created_at timestamp with time zone not null default now(),
  constraint sub_processor_change_pkey PRIMARY KEY (id),
  constraint sub_processor_change_number_key UNIQUE (number),
  constraint sub_processor_change_sub_processor_id_fkey FOREIGN KEY (sub_processor_id) REFERENCES sub_processor(id),
  constraint sub_processor_change_check CHECK (((kind = ANY (ARRAY['ENGAGE'::text, 'WIDEN'::text])) OR (announced_at IS NOT NULL))),
  constraint sub_processor_change_check1 CHECK (((kind = ANY (ARRAY['ENGAGE'::text, 'WIDEN'::text])) OR (NOT has_window))),
  constraint sub_processor_change_check2 CHECK (((announced_at IS NULL) OR (NOT has_window) OR (reason IS NOT NULL))),
  constraint sub_processor_change_kind_check CHECK ((kind = ANY (ARRAY['ENGAGE'::text, 'WIDEN'::text, 'CORRECT'::text, 'PRIMARY'::text, 'END'::text]))),
  constraint sub_processor_change_number_check CHECK ((number > 0)),
  constraint sub_processor_change_patch_check CHECK ((jsonb_typeof(patch) = 'object'::text)),
  constraint sub_processor_change_reason_check CHECK ((reason ? 'en'::text)),
  constraint sub_processor_change_withdrawal_reason_check CHECK ((withdrawal_reason ? 'en'::text))
);
CREATE UNIQUE INDEX one_engagement ON public.sub_processor_change USING btree (sub_processor_id) WHERE (kind = 'ENGAGE'::text);
CREATE INDEX sub_processor_change_of ON public.sub_processor_change USING btree (sub_processor_id, number);
alter table sub_processor_change enable row level security;
alter table sub_processor_change force row level security;
create policy everybody_reads on sub_processor_change as permissive for select to public
  using ((announced_at IS NOT NULL) OR (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text));
create policy operator_deletes on sub_processor_change as permissive for delete to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_inserts on sub_processor_change as permissive for insert to public
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_updates on sub_processor_change as permissive for update to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text)
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
grant delete, insert, select, update on sub_processor_change to varde_app;

create table sub_processor_objection (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  change_id uuid not null,
  reason text not null,
  raised_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  settlement text,
  settlement_note text,
  settled_at timestamp with time zone,
  constraint sub_processor_objection_pkey PRIMARY KEY (tenant_id, id),
  constraint sub_processor_objection_tenant_id_change_id_fkey FOREIGN KEY (tenant_id, change_id) REFERENCES sub_processor_announcement(tenant_id, change_id),
  constraint sub_processor_objection_check CHECK ((((settlement IS NULL) = (settled_at IS NULL)) AND ((settlement IS NULL) = (settlement_note IS NULL)))),
  constraint sub_processor_objection_reason_check CHECK ((reason <> ''::text)),
  constraint sub_processor_objection_settlement_check CHECK ((settlement = ANY (ARRAY['CHANGE_GIVEN_UP'::text, 'KEPT_FROM_TENANT'::text, 'CONTRACT_ENDS'::text]))),
  constraint sub_processor_objection_settlement_note_check CHECK ((settlement_note <> ''::text))
);
CREATE UNIQUE INDEX one_standing_objection ON public.sub_processor_objection USING btree (tenant_id, change_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX sub_processor_objection_change ON public.sub_processor_objection USING btree (change_id);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.sub_processor_objection FOR EACH ROW EXECUTE FUNCTION record_instruction('id', 'change_id,raised_at,withdrawn_at', '{}');
alter table sub_processor_objection enable row level security;
alter table sub_processor_objection force row level security;
create policy operator_reads on sub_processor_objection as permissive for select to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy operator_settles on sub_processor_objection as permissive for update to public
  using (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text)
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
create policy tenant on sub_processor_objection as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant insert, select, update on sub_processor_objection to varde_app;

create table tenant (
  tenant_id uuid not null default uuidv7(),
  slug text not null,
  kind text not null default 'controller'::text,
  name text not null,
  legal_name text not null,
  organisation_number text not null default ''::text,
  address text not null default ''::text,
  country text not null default 'NO'::text,
  locale text not null default 'en'::text,
  privacy_contact text not null default ''::text,
  storage_quota_bytes bigint not null default '10737418240'::bigint,
  log_retention_days integer not null default 92,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  publishes_trust_page boolean not null default true,
  data_protection_officer text,
  representative text,
  special_categories_ruled_out boolean not null default false,
  constraint tenant_pkey PRIMARY KEY (tenant_id),
  constraint tenant_slug_key UNIQUE (slug),
  constraint tenant_slug_owner UNIQUE (tenant_id, slug),
  constraint tenant_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint tenant_kind_check CHECK ((kind = ANY (ARRAY['controller'::text, 'operator'::text]))),
  constraint tenant_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'nb'::text, 'sv'::text, 'fi'::text, 'et'::text, 'nl'::text]))),
  constraint tenant_log_retention_days_check CHECK (((log_retention_days >= 1) AND (log_retention_days <= 3660))),
  constraint tenant_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{1,62}$'::text)),
  constraint tenant_storage_quota_bytes_check CHECK ((storage_quota_bytes >= 0))
);
CREATE UNIQUE INDEX one_operator ON public.tenant USING btree (kind) WHERE (kind = 'operator'::text);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.tenant FOR EACH ROW EXECUTE FUNCTION record_instruction('', 'country,locale,storage_quota_bytes,log_retention_days,special_categories_ruled_out', '{}');
alter table tenant enable row level security;
alter table tenant force row level security;
create policy itself_or_operator_reads on tenant as permissive for select to public
  using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid) OR (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text));
create policy itself_or_operator_updates on tenant as permissive for update to public
  using ((tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid) OR (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text));
create policy operator_inserts on tenant as permissive for insert to public
  with check (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
grant insert, select, update on tenant to varde_app;

create table transfer (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  account_id uuid,
  register text not null,
  columns jsonb not null,
  format text not null,
  purpose text not null,
  unit_id uuid,
  frequency text,
  time_of_day text,
  weekday integer,
  is_paused boolean not null default false,
  next_due_at timestamp with time zone,
  retention_days integer not null default 30,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  constraint transfer_pkey PRIMARY KEY (tenant_id, id),
  constraint transfer_tenant_id_name_key UNIQUE (tenant_id, name),
  constraint transfer_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id) ON DELETE SET NULL (account_id),
  constraint transfer_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint transfer_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id),
  constraint transfer_check CHECK (((frequency IS NULL) = (time_of_day IS NULL))),
  constraint transfer_check1 CHECK ((COALESCE((frequency = 'WEEKLY'::text), false) = (weekday IS NOT NULL))),
  constraint transfer_check2 CHECK (((next_due_at IS NULL) OR ((frequency IS NOT NULL) AND (NOT is_paused)))),
  constraint transfer_format_check CHECK ((format = ANY (ARRAY['CSV'::text, 'JSON'::text]))),
  constraint transfer_frequency_check CHECK ((frequency = ANY (ARRAY['DAILY'::text, 'WEEKLY'::text]))),
  constraint transfer_name_check CHECK ((name <> ''::text)),
  constraint transfer_register_check CHECK ((register = ANY (ARRAY['STUDENT'::text, 'TEACHER'::text, 'STAFF'::text, 'GUARDIAN'::text, 'CONTACT'::text]))),
  constraint transfer_retention_days_check CHECK (((retention_days >= 1) AND (retention_days <= 365))),
  constraint transfer_time_of_day_check CHECK ((time_of_day ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint transfer_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);
CREATE INDEX transfer_account ON public.transfer USING btree (tenant_id, account_id);
CREATE INDEX transfer_due ON public.transfer USING btree (tenant_id, next_due_at) WHERE (next_due_at IS NOT NULL);
CREATE TRIGGER instruction_ledger AFTER INSERT OR DELETE OR UPDATE ON public.transfer FOR EACH ROW EXECUTE FUNCTION record_instruction('id', 'name,account_id,register,columns,format,purpose,unit_id,frequency,time_of_day,weekday,is_paused,retention_days', '{}');
alter table transfer enable row level security;
alter table transfer force row level security;
create policy tenant on transfer as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on transfer to varde_app;

create table transfer_file (
  tenant_id uuid not null,
  run_id uuid not null,
  blob_name text not null,
  size bigint not null,
  sha256 text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint transfer_file_pkey PRIMARY KEY (tenant_id, run_id),
  constraint transfer_file_tenant_id_blob_name_key UNIQUE (tenant_id, blob_name),
  constraint transfer_file_tenant_id_run_id_fkey FOREIGN KEY (tenant_id, run_id) REFERENCES transfer_run(tenant_id, id) ON DELETE CASCADE,
  constraint transfer_file_check CHECK ((expires_at > created_at)),
  constraint transfer_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint transfer_file_size_check CHECK ((size > 0))
);
CREATE INDEX transfer_file_expiry ON public.transfer_file USING btree (tenant_id, expires_at);
alter table transfer_file enable row level security;
alter table transfer_file force row level security;
create policy tenant on transfer_file as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on transfer_file to varde_app;

create table transfer_part (
  tenant_id uuid not null,
  run_id uuid not null,
  number integer not null,
  categories text[] not null,
  person_ids uuid[] not null,
  created_at timestamp with time zone not null default now(),
  constraint transfer_part_pkey PRIMARY KEY (tenant_id, run_id, number),
  constraint transfer_part_tenant_id_run_id_fkey FOREIGN KEY (tenant_id, run_id) REFERENCES transfer_run(tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX transfer_part_persons ON public.transfer_part USING gin (person_ids);
alter table transfer_part enable row level security;
alter table transfer_part force row level security;
create policy tenant on transfer_part as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on transfer_part to varde_app;

create table transfer_run (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  transfer_id uuid not null,
  operation_id uuid not null,
  due_at timestamp with time zone,
  persons integer not null default 0,
  notes jsonb not null default '[]'::jsonb,
  carried_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  instruction_number integer,
  constraint transfer_run_pkey PRIMARY KEY (tenant_id, id),
  constraint transfer_run_tenant_id_operation_id_key UNIQUE (tenant_id, operation_id),
  constraint transfer_run_tenant_id_transfer_id_due_at_key UNIQUE (tenant_id, transfer_id, due_at),
  constraint transfer_run_tenant_id_instruction_number_fkey FOREIGN KEY (tenant_id, instruction_number) REFERENCES instruction(tenant_id, number),
  constraint transfer_run_tenant_id_operation_id_fkey FOREIGN KEY (tenant_id, operation_id) REFERENCES operation(tenant_id, id),
  constraint transfer_run_tenant_id_transfer_id_fkey FOREIGN KEY (tenant_id, transfer_id) REFERENCES transfer(tenant_id, id) ON DELETE CASCADE,
  constraint transfer_run_instructed CHECK ((instruction_number IS NOT NULL)) NOT VALID,
  constraint transfer_run_persons_check CHECK ((persons >= 0))
);
CREATE INDEX transfer_run_newest ON public.transfer_run USING btree (tenant_id, transfer_id, created_at);
alter table transfer_run enable row level security;
alter table transfer_run force row level security;
create policy tenant on transfer_run as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on transfer_run to varde_app;

create table unit (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null,
  name text not null,
  organisation_number text,
  source text,
  source_id text,
  archived_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  constraint unit_pkey PRIMARY KEY (tenant_id, id),
  constraint unit_tenant_id_source_source_id_key UNIQUE (tenant_id, source, source_id),
  constraint unit_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint unit_kind_check CHECK ((kind = ANY (ARRAY['school'::text, 'company'::text, 'office'::text])))
);
CREATE INDEX unit_name ON public.unit USING btree (tenant_id, name, id);
alter table unit enable row level security;
alter table unit force row level security;
create policy tenant on unit as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on unit to varde_app;

create table upload (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid,
  uploader_account_id uuid,
  uploader_person_id uuid,
  comment_id uuid,
  purpose text not null,
  file_name text not null,
  declared_type text not null,
  detected_type text,
  declared_bytes bigint not null,
  measured_bytes bigint,
  sha256 text,
  state text not null default 'STAGED'::text,
  blob_name text,
  expires_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  completed_at timestamp with time zone,
  constraint upload_pkey PRIMARY KEY (tenant_id, id),
  constraint upload_tenant_id_blob_name_key UNIQUE (tenant_id, blob_name),
  constraint upload_tenant_id_comment_id_fkey FOREIGN KEY (tenant_id, comment_id) REFERENCES comment(tenant_id, id) ON DELETE SET NULL (comment_id),
  constraint upload_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id),
  constraint upload_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, id),
  constraint about_a_person_unless_imported CHECK (((purpose = ANY (ARRAY['IMPORT'::text, 'AGREEMENT_TEMPLATE'::text])) = (person_id IS NULL))),
  constraint measured_when_complete CHECK (((state = 'COMPLETE'::text) = ((detected_type IS NOT NULL) AND (measured_bytes IS NOT NULL) AND (sha256 IS NOT NULL) AND (completed_at IS NOT NULL)))),
  constraint staged_expires CHECK (((state <> 'STAGED'::text) OR (expires_at IS NOT NULL))),
  constraint stored_until_purged CHECK (((state = 'PURGED'::text) = (blob_name IS NULL))),
  constraint upload_declared_bytes_check CHECK ((declared_bytes > 0)),
  constraint upload_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 255))),
  constraint upload_purpose_check CHECK ((purpose = ANY (ARRAY['PICTURE'::text, 'ATTACHMENT'::text, 'FIELD'::text, 'IMPORT'::text, 'AGREEMENT_TEMPLATE'::text]))),
  constraint upload_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint upload_state_check CHECK ((state = ANY (ARRAY['STAGED'::text, 'COMPLETE'::text, 'PURGED'::text])))
);
CREATE INDEX upload_comment ON public.upload USING btree (tenant_id, comment_id) WHERE (comment_id IS NOT NULL);
CREATE INDEX upload_expiry ON public.upload USING btree (tenant_id, expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX upload_person ON public.upload USING btree (tenant_id, person_id, created_at, id);
CREATE INDEX upload_uploader ON public.upload USING btree (tenant_id, uploader_person_id);
CREATE TRIGGER screen_upload AFTER INSERT OR UPDATE OF state, sha256 ON public.upload FOR EACH ROW EXECUTE FUNCTION screen_upload();
alter table upload enable row level security;
alter table upload force row level security;
create policy tenant on upload as permissive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);
grant delete, insert, select, update on upload to varde_app;

create view analysis_standing with (security_invoker=true) as  SELECT a.tenant_id,
    a.id,
    a.kind,
    a.subject,
    a.every_months,
    a.first_due_on,
    a.visibility,
    a.ended_on,
    a.version,
    a.created_at,
    a.updated_at,
    o.held_on AS last_held_on,
        CASE
            WHEN (a.ended_on IS NOT NULL) THEN NULL::date
            WHEN (o.held_on IS NULL) THEN a.first_due_on
            ELSE ((o.held_on + make_interval(months => a.every_months)))::date
        END AS next_due_on
   FROM (analysis a
     LEFT JOIN LATERAL ( SELECT max(l.held_on) AS held_on
           FROM analysis_occasion l
          WHERE ((l.tenant_id = a.tenant_id) AND (l.analysis_id = a.id) AND (l.withdrawn_at IS NULL))) o ON (true));

create view expiring_right with (security_invoker=true) as  SELECT g.tenant_id,
    g.id,
    'ROLE'::text AS kind,
    g.person_id,
    g.valid_until AS ends_at
   FROM role_grant g
  WHERE ((g.exception_id IS NULL) AND (g.valid_until IS NOT NULL))
UNION ALL
 SELECT e.tenant_id,
    e.id,
    'EXCEPTION'::text AS kind,
    e.person_id,
    e.ends_at
   FROM access_exception e
  WHERE (e.is_consented AND (e.ended_at IS NULL))
UNION ALL
 SELECT f.tenant_id,
    f.id,
    'FUNCTION'::text AS kind,
    f.person_id,
    f.valid_until AS ends_at
   FROM function_assignment f
  WHERE (f.valid_until IS NOT NULL)
UNION ALL
 SELECT c.tenant_id,
    c.id,
    'COURSE'::text AS kind,
    c.person_id,
    ((c.valid_until + 1))::timestamp with time zone AS ends_at
   FROM course_record c
  WHERE ((c.valid_until IS NOT NULL) AND (c.withdrawn_at IS NULL) AND (NOT (EXISTS ( SELECT 1
           FROM course_record n
          WHERE ((n.tenant_id = c.tenant_id) AND (n.person_id = c.person_id) AND (n.course = c.course) AND (n.withdrawn_at IS NULL) AND (ROW(COALESCE(n.valid_until, 'infinity'::date), n.id) > ROW(c.valid_until, c.id)))))));

create view leaver with (security_invoker=true) as  SELECT a.tenant_id,
    a.id,
    a.person_id,
    gone.left_at,
    (gone.left_at + make_interval(days => COALESCE(r.close_after_days, 0))) AS closes_at,
    (gone.left_at + make_interval(days => COALESCE(r.delete_after_days, 30))) AS deletes_at
   FROM ((account a
     LEFT JOIN leaver_rule r ON ((r.tenant_id = a.tenant_id)))
     CROSS JOIN LATERAL ( SELECT ( SELECT
                        CASE
                            WHEN (p.status = 'left'::text) THEN COALESCE(p.left_at, p.updated_at)
                            WHEN ((p.left_at IS NULL) AND (p.register <> 'GUARDIAN'::text)) THEN NULL::timestamp with time zone
                            WHEN ( SELECT true
                               FROM (guardianship g
                                 JOIN person q ON (((q.tenant_id = g.tenant_id) AND (q.id = g.pupil_id))))
                              WHERE ((g.tenant_id = p.tenant_id) AND (g.guardian_id = p.id) AND (q.status = 'active'::text) AND (q.left_at IS NULL))
                             LIMIT 1) THEN NULL::timestamp with time zone
                            WHEN (p.left_at IS NOT NULL) THEN p.left_at
                            ELSE ( SELECT max(COALESCE(q.left_at, q.updated_at)) AS max
                               FROM (guardianship g
                                 JOIN person q ON (((q.tenant_id = g.tenant_id) AND (q.id = g.pupil_id))))
                              WHERE ((g.tenant_id = p.tenant_id) AND (g.guardian_id = p.id)))
                        END AS max
                   FROM person p
                  WHERE ((p.tenant_id = a.tenant_id) AND (p.id = a.person_id))) AS left_at
         OFFSET 0) gone)
  WHERE (gone.left_at IS NOT NULL);

create view lockbox_look with (security_invoker=true) as  SELECT e.tenant_id,
    (md5(((e.actor_account_id)::text || (p.id)::text)))::uuid AS id,
    e.actor_account_id AS access_id,
    p.id AS person_id,
    COALESCE(array_agg(DISTINCT c.name ORDER BY c.name) FILTER (WHERE (c.name IS NOT NULL)), '{}'::text[]) AS categories,
    (count(DISTINCT e.id))::integer AS looks,
    min(e.at) AS first_at,
    max(e.at) AS last_at
   FROM ((log_entry e
     CROSS JOIN LATERAL unnest(e.person_ids) p(id))
     LEFT JOIN LATERAL unnest(e.categories) c(name) ON (true))
  WHERE ((e.role = 'lockbox'::text) AND (e.outcome = 'done'::text))
  GROUP BY e.tenant_id, e.actor_account_id, p.id;

CREATE OR REPLACE FUNCTION public.follow_authorisation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        update sub_processor_announcement a set authorisation = new.authorisation
        from sub_processor_change c
        where a.tenant_id = new.tenant_id and c.id = a.change_id and a.authorisation <> new.authorisation
          and (a.closes_at >= now()
            or new.authorisation = 'SPECIFIC' and c.takes_effect_on > (now() at time zone 'UTC')::date);
        return null;
      end $function$
;

CREATE OR REPLACE FUNCTION public.give_instruction(of_tenant uuid, of_subject text, of_key text, was jsonb, becomes jsonb, actor text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
      declare
        next integer;
        part text[] := string_to_array(actor, ' ');
        giver constant boolean := actor ~ '^[0-9a-f]{8}-';
      begin
        insert into instruction_counter as c (tenant_id, number) values (of_tenant, 1)
          on conflict (tenant_id) do update set number = c.number + 1 returning c.number into next;
        insert into instruction (tenant_id, number, at, source, because_of, account_id, person_id, subject, key, before, after)
        values (of_tenant, next, clock_timestamp(),
          case when giver then 'CONTROLLER' when actor = '' then 'SYSTEM' else upper(part[1]) end,
          case when not giver then part[2]::integer end,
          case when giver then part[1]::uuid end,
          case when giver then nullif(part[2], '')::uuid end,
          of_subject, of_key, was, becomes);
      end $function$
;

CREATE OR REPLACE FUNCTION public.instruction_image(of_row jsonb, columns text[], standing jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$
        select case when of_row @> standing
          then (select jsonb_object_agg(key, value) from jsonb_each(of_row) where key = any(columns)) end
      $function$
;

CREATE OR REPLACE FUNCTION public.instruction_in_force(of_tenant uuid, of_subject text, of_key text, of_row jsonb)
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$
        select i.number from (select n.number, n.after from instruction n
            where n.tenant_id = of_tenant and n.subject = of_subject and n.key = of_key
            order by n.number desc limit 1) i
        where i.after = (select jsonb_object_agg(r.key, r.value) from jsonb_each(of_row) r where i.after ? r.key)
          and not exists (select 1 from instruction p where p.tenant_id = of_tenant and p.subject = of_subject
            and p.key = of_key and p.before is null and p.state in ('PARKED', 'CONFIRMED', 'KEPT'))
      $function$
;

CREATE OR REPLACE FUNCTION public.instruction_key(of_row jsonb, keys text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
        select coalesce(string_agg(coalesce(of_row ->> name, ''), ' ' order by place), '')
        from unnest(keys) with ordinality k (name, place)
      $function$
;

CREATE OR REPLACE FUNCTION public.introduce_instructions(of_table text, keys text, columns text, standing text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
      declare
        outside constant text := coalesce(current_setting('app.tenant_id', true), '');
        as_operator constant text := coalesce(current_setting('app.operator', true), '');
        of_tenant uuid;
        one record;
        known jsonb;
      begin
        perform set_config('app.operator', 'on', true);
        for of_tenant in select tenant_id from tenant order by tenant_id loop
          perform set_config('app.tenant_id', of_tenant::text, true);
          for one in execute format('select instruction_key(to_jsonb(t), $1) as key,
              instruction_image(to_jsonb(t), $2, $3) as image from %I t where t.tenant_id = $4
              order by to_jsonb(t) ->> ''created_at'', 1', of_table)
            using string_to_array(keys, ','), string_to_array(columns, ','), standing::jsonb, of_tenant
          loop
            select i.after into known from instruction i where i.tenant_id = of_tenant and i.subject = of_table
              and i.key = one.key order by i.number desc limit 1;
            if known is distinct from one.image then
              perform give_instruction(of_tenant, of_table, one.key, known, one.image, 'introduction');
            end if;
          end loop;
        end loop;
        perform set_config('app.tenant_id', outside, true);
        perform set_config('app.operator', as_operator, true);
      end $function$
;

CREATE OR REPLACE FUNCTION public.is_last_controller(of_tenant uuid, of_account uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
      begin
        return exists (select 1 from role_grant c where c.tenant_id = of_tenant and c.account_id = of_account
            and c.role = 'controller' and c.valid_from <= clock_timestamp() and c.valid_until is null)
          and not exists (select 1 from role_grant c join account o on o.tenant_id = c.tenant_id and o.id = c.account_id
            where c.tenant_id = of_tenant and c.account_id <> of_account
              and c.role = 'controller' and c.valid_from <= clock_timestamp() and c.valid_until is null
              and o.closed_at is null and o.kind = 'personal' and o.person_id is not null
              and not leaver_is_overdue(o.tenant_id, o.id));
      end $function$
;

CREATE OR REPLACE FUNCTION public.leaver_is_overdue(of_tenant uuid, of_account uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
      begin
        return exists (select 1 from leaver l
          where l.tenant_id = of_tenant and l.id = of_account and l.closes_at <= clock_timestamp());
      end $function$
;

CREATE OR REPLACE FUNCTION public.record_instruction()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      declare
        columns constant text[] := string_to_array(tg_argv[1], ',');
        standing constant jsonb := tg_argv[2]::jsonb;
        actor constant text := coalesce(current_setting('app.actor', true), '');
        outside constant text := coalesce(current_setting('app.tenant_id', true), '');
        whole jsonb;
        was jsonb;
        becomes jsonb;
        of_tenant uuid;
        of_key text;
        parked integer;
      begin
        if tg_op <> 'INSERT' then
          whole := to_jsonb(old);
          was := instruction_image(whole, columns, standing);
        end if;
        if tg_op <> 'DELETE' then
          whole := to_jsonb(new);
          becomes := instruction_image(whole, columns, standing);
        end if;
        if was is not distinct from becomes then return null; end if;
        of_tenant := whole ->> 'tenant_id';
        of_key := instruction_key(whole, string_to_array(tg_argv[0], ','));
        -- The operator admits tenants from its own: the entry stands in the ledger of the tenant that it is about.
        if outside <> of_tenant::text then perform set_config('app.tenant_id', of_tenant::text, true); end if;
        if actor ~ '^[0-9a-f]{8}-' then
          parked := suspended_instruction(of_tenant, tg_table_name, of_key, was, becomes);
          if parked is not null then
            raise exception using errcode = 'VR001', message = 'instruction.suspended',
              detail = jsonb_build_object('number', parked);
          end if;
        end if;
        perform give_instruction(of_tenant, tg_table_name, of_key, was, becomes, actor);
        if outside <> of_tenant::text then perform set_config('app.tenant_id', outside, true); end if;
        return null;
      end $function$
;

CREATE OR REPLACE FUNCTION public.screen_comment()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        if new.body is null then return null; end if;
        insert into content_screening (tenant_id, person_id, content, comment_id)
        values (new.tenant_id, new.person_id, 'COMMENT', new.id)
        on conflict (tenant_id, comment_id) do update
          set state = 'PENDING', attempts = 0, held_until = null, asked_at = now();
        return null;
      end $function$
;

CREATE OR REPLACE FUNCTION public.screen_upload()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        if new.state <> 'COMPLETE' or new.purpose not in ('ATTACHMENT', 'FIELD') then return null; end if;
        insert into content_screening (tenant_id, person_id, content, upload_id)
        values (new.tenant_id, new.person_id,
          case new.purpose when 'FIELD' then 'FIELD_FILE' else 'ATTACHMENT' end, new.id)
        on conflict (tenant_id, upload_id) do update
          set state = 'PENDING', attempts = 0, held_until = null, asked_at = now();
        return null;
      end $function$
;

CREATE OR REPLACE FUNCTION public.suspended_instruction(of_tenant uuid, of_subject text, of_key text, was jsonb, becomes jsonb)
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$
        select i.number from instruction i
        where i.tenant_id = of_tenant and i.subject = of_subject and i.key = of_key
          and i.state in ('PARKED', 'CONFIRMED', 'KEPT')
          and (becomes is not null or i.after is null)
          and (i.before is null or exists (select 1 from jsonb_each(i.before) b
            where i.after -> b.key is distinct from b.value and becomes -> b.key is distinct from was -> b.key))
        order by i.number limit 1
      $function$
;
