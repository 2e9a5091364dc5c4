-- Made by testing/dump.ts from a migrated database; do not edit.

create table actor_mapping (
  id integer not null generated always as identity,
  connection_id integer not null,
  actor_type text not null,
  entity text not null,
  active boolean not null default false,
  match_fields text[] not null default '{}'::text[],
  constraint actor_mapping_connection_id_actor_type_key UNIQUE (connection_id, actor_type),
  constraint actor_mapping_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint actor_mapping_entity_check CHECK ((entity = ANY (ARRAY['company'::text, 'person'::text, 'project'::text]))),
  constraint actor_mapping_pkey PRIMARY KEY (id)
);

create table agreement (
  id integer not null generated always as identity,
  connection_id integer not null,
  request_id bigint not null,
  by_name text not null default ''::text,
  status text not null default 'running'::text,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  actor_type text,
  after_key text,
  pairs integer not null default 0,
  agreeing integer not null default 0,
  by_hash integer not null default 0,
  reasons jsonb not null default '{}'::jsonb,
  findings jsonb not null default '{}'::jsonb,
  constraint agreement_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id),
  constraint agreement_pkey PRIMARY KEY (id),
  constraint agreement_request_id_key UNIQUE (request_id),
  constraint agreement_status_check CHECK ((status = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX agreement_connection ON public.agreement USING btree (connection_id, id DESC);

create table agreement_finding (
  audit_id integer not null,
  no integer not null,
  link_id integer not null,
  entity text not null,
  entity_id integer not null,
  actor_type text not null,
  erp_key text,
  erp_field text,
  crm_field text,
  reason text not null,
  erp_value text,
  crm_value text,
  constraint agreement_finding_audit_id_fkey FOREIGN KEY (audit_id) REFERENCES agreement(id) ON DELETE CASCADE,
  constraint agreement_finding_pkey PRIMARY KEY (audit_id, no)
);
CREATE INDEX agreement_finding_link ON public.agreement_finding USING btree (audit_id, link_id);
CREATE INDEX agreement_finding_reason ON public.agreement_finding USING btree (audit_id, reason, no);

create table answer_kept (
  key bytea not null,
  body bytea,
  answer bytea,
  at timestamp with time zone not null,
  constraint answer_kept_pkey PRIMARY KEY (key)
);
CREATE INDEX answer_kept_at ON public.answer_kept USING btree (at);

create table api_token (
  id integer not null generated always as identity,
  user_id integer not null,
  name text not null,
  hash bytea not null,
  scope text not null default 'read'::text,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  used_at timestamp with time zone,
  constraint api_token_hash_key UNIQUE (hash),
  constraint api_token_pkey PRIMARY KEY (id),
  constraint api_token_scope CHECK ((scope = ANY (ARRAY['read'::text, 'use'::text, 'settings'::text]))),
  constraint api_token_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX api_token_name ON public.api_token USING btree (user_id, lower(name));

create table app_group (
  id integer not null generated always as identity,
  name text not null,
  constraint app_group_name_key UNIQUE (name),
  constraint app_group_pkey PRIMARY KEY (id)
);

create table app_user (
  id integer not null generated always as identity,
  name text not null,
  full_name text not null default ''::text,
  email text not null default ''::text,
  password_hash text,
  role text not null default 'user'::text,
  licensed boolean not null default false,
  active boolean not null default true,
  language text not null default 'en'::text,
  created_at timestamp with time zone not null default now(),
  constraint app_user_pkey PRIMARY KEY (id),
  constraint app_user_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'user'::text])))
);
CREATE UNIQUE INDEX app_user_name ON public.app_user USING btree (lower(name));

create table application_key (
  id integer not null generated always as identity,
  application_id integer not null,
  pem text not null,
  valid_from timestamp with time zone,
  valid_to timestamp with time zone,
  constraint application_key_application_id_fkey FOREIGN KEY (application_id) REFERENCES registered_application(id) ON DELETE CASCADE,
  constraint application_key_pkey PRIMARY KEY (id)
);

create table audit (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default now(),
  by_name text not null,
  action text not null,
  subject text not null,
  old jsonb,
  new jsonb,
  constraint audit_pkey PRIMARY KEY (id)
);

create table brake_count (
  connection_id integer not null,
  target text not null,
  actor_type text not null,
  erp_field text not null,
  value_hash uuid not null,
  hour timestamp with time zone not null,
  count integer not null,
  constraint brake_count_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id),
  constraint brake_count_pkey PRIMARY KEY (connection_id, target, actor_type, erp_field, value_hash, hour),
  constraint brake_count_target_check CHECK ((target = ANY (ARRAY['crm'::text, 'erp'::text])))
);
CREATE INDEX brake_count_hour ON public.brake_count USING btree (hour);

create table column_choice (
  user_id integer not null,
  list text not null,
  columns jsonb not null default '[]'::jsonb,
  sort jsonb not null default '[]'::jsonb,
  chosen_at timestamp with time zone not null default now(),
  constraint column_choice_list_check CHECK ((length(list) <= 254)),
  constraint column_choice_pkey PRIMARY KEY (user_id, list),
  constraint column_choice_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table company (
  id integer not null generated always as identity,
  name text not null default ''::text,
  department text not null default ''::text,
  number text not null default ''::text,
  code text not null default ''::text,
  vat_number text not null default ''::text,
  phone text not null default ''::text,
  email text not null default ''::text,
  fax text not null default ''::text,
  website text not null default ''::text,
  category integer,
  business integer,
  country integer,
  postal_line1 text not null default ''::text,
  postal_line2 text not null default ''::text,
  postal_line3 text not null default ''::text,
  postal_zip text not null default ''::text,
  postal_city text not null default ''::text,
  postal_county text not null default ''::text,
  postal_state text not null default ''::text,
  street_line1 text not null default ''::text,
  street_line2 text not null default ''::text,
  street_line3 text not null default ''::text,
  street_zip text not null default ''::text,
  street_city text not null default ''::text,
  street_county text not null default ''::text,
  street_state text not null default ''::text,
  registration_date date,
  text text not null default ''::text,
  udef jsonb not null default '{}'::jsonb,
  origin jsonb not null default '{}'::jsonb,
  version bigint not null default 1,
  deleted boolean not null default false,
  merged_into integer,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint company_business_fkey FOREIGN KEY (business) REFERENCES crm_list_item(id),
  constraint company_category_fkey FOREIGN KEY (category) REFERENCES crm_list_item(id),
  constraint company_country_fkey FOREIGN KEY (country) REFERENCES crm_list_item(id),
  constraint company_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES company(id),
  constraint company_pkey PRIMARY KEY (id)
);
CREATE INDEX company_business ON public.company USING btree (business, id) WHERE (NOT deleted);
CREATE INDEX company_by_city ON public.company USING btree (lower(postal_city), id) WHERE (NOT deleted);
CREATE INDEX company_by_number ON public.company USING btree (lower(number), id) WHERE (NOT deleted);
CREATE INDEX company_by_phone ON public.company USING btree (lower(phone), id) WHERE (NOT deleted);
CREATE INDEX company_category ON public.company USING btree (category, id) WHERE (NOT deleted);
CREATE INDEX company_country ON public.company USING btree (country, id) WHERE (NOT deleted);
CREATE INDEX company_name ON public.company USING btree (lower(name), id) WHERE (NOT deleted);
CREATE INDEX company_number ON public.company USING btree (number) WHERE ((number <> ''::text) AND (NOT deleted));
CREATE INDEX company_search ON public.company USING gin (lower(((((((((((((((name || ' '::text) || department) || ' '::text) || number) || ' '::text) || code) || ' '::text) || vat_number) || ' '::text) || email) || ' '::text) || phone) || ' '::text) || postal_city)) gin_trgm_ops) WITH (gin_pending_list_limit='16384');
CREATE INDEX company_vat ON public.company USING btree (vat_number) WHERE ((vat_number <> ''::text) AND (NOT deleted));

create table conflict (
  log_id bigint not null,
  connection_id integer not null,
  link_id integer not null,
  generation integer not null,
  entity text not null,
  entity_id integer not null,
  erp_field text not null,
  crm_field text not null,
  erp_value text,
  crm_value text,
  winner text not null,
  status text not null default 'open'::text,
  at timestamp with time zone not null default now(),
  resolved_at timestamp with time zone,
  resolved_by text,
  settled_told boolean not null default false,
  constraint conflict_pkey PRIMARY KEY (log_id),
  constraint conflict_status_check CHECK ((status = ANY (ARRAY['open'::text, 'kept'::text, 'turned'::text, 'superseded'::text]))),
  constraint conflict_winner_check CHECK ((winner = ANY (ARRAY['crm'::text, 'erp'::text])))
);
CREATE UNIQUE INDEX conflict_open ON public.conflict USING btree (link_id, erp_field) WHERE (status = 'open'::text);
CREATE INDEX conflict_status ON public.conflict USING btree (status, log_id DESC);
CREATE INDEX conflict_untold ON public.conflict USING btree (resolved_at) WHERE ((NOT settled_told) AND (status = ANY (ARRAY['kept'::text, 'turned'::text])));

create table connection (
  id integer not null generated always as identity,
  connector_id integer not null,
  guid uuid not null default gen_random_uuid(),
  name text not null,
  description text not null default ''::text,
  active boolean not null default false,
  all_access boolean not null default true,
  zone text not null default 'UTC'::text,
  rank integer not null default 1000,
  mapping_version integer not null default 1,
  card jsonb not null default '{}'::jsonb,
  health text not null default 'new'::text,
  health_message text,
  failures integer not null default 0,
  next_try_at timestamp with time zone,
  last_cycle_at timestamp with time zone,
  last_ok_at timestamp with time zone,
  deleted boolean not null default false,
  created_at timestamp with time zone not null default now(),
  brake jsonb not null default '{}'::jsonb,
  hold text,
  hold_message text,
  held_at timestamp with time zone,
  batch_sizes jsonb not null default '{}'::jsonb,
  checked jsonb,
  culture text not null default ''::text,
  constraint connection_connector_id_fkey FOREIGN KEY (connector_id) REFERENCES connector(id),
  constraint connection_guid_key UNIQUE (guid),
  constraint connection_health_check CHECK ((health = ANY (ARRAY['new'::text, 'ok'::text, 'unreachable'::text, 'held'::text, 'failed'::text]))),
  constraint connection_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX connection_name ON public.connection USING btree (lower(name)) WHERE (NOT deleted);

create table connection_access (
  connection_id integer not null,
  user_id integer,
  group_id integer,
  can_connect boolean not null default true,
  can_create boolean not null default false,
  constraint connection_access_check CHECK (((user_id IS NULL) <> (group_id IS NULL))),
  constraint connection_access_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint connection_access_group_id_fkey FOREIGN KEY (group_id) REFERENCES app_group(id) ON DELETE CASCADE,
  constraint connection_access_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX connection_access_group ON public.connection_access USING btree (connection_id, group_id) WHERE (group_id IS NOT NULL);
CREATE UNIQUE INDEX connection_access_user ON public.connection_access USING btree (connection_id, user_id) WHERE (user_id IS NOT NULL);

create table connection_config (
  connection_id integer not null,
  field_key text not null,
  value text,
  secret bytea,
  secret_version integer not null default 1,
  set_at timestamp with time zone not null default now(),
  constraint connection_config_check CHECK (((value IS NULL) <> (secret IS NULL))),
  constraint connection_config_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint connection_config_pkey PRIMARY KEY (connection_id, field_key)
);

create table connection_key (
  connection_id integer not null,
  key_id text not null,
  wrapped bytea not null,
  constraint connection_key_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint connection_key_pkey PRIMARY KEY (connection_id)
);

create table connector (
  id integer not null generated always as identity,
  name text not null,
  url text not null,
  reachable boolean not null default true,
  profile jsonb not null default '{}'::jsonb,
  deleted boolean not null default false,
  constraint connector_pkey PRIMARY KEY (id),
  constraint connector_url_check CHECK ((length(url) <= 1023))
);

create table crm_change (
  seq bigint not null generated always as identity,
  epoch integer not null,
  xid xid8 not null default pg_current_xact_id(),
  entity text not null,
  entity_id integer not null,
  op text not null,
  fields text[] not null default '{}'::text[],
  survivor integer,
  writer integer not null default 0,
  by_name text not null default ''::text,
  at timestamp with time zone not null default now(),
  old jsonb,
  version bigint,
  constraint crm_change_entity_check CHECK ((entity = ANY (ARRAY['company'::text, 'person'::text, 'project'::text]))),
  constraint crm_change_op_check CHECK ((op = ANY (ARRAY['create'::text, 'update'::text, 'delete'::text, 'merge'::text])))
);
CREATE INDEX crm_change_entity ON public.crm_change USING btree (entity, entity_id, seq);
CREATE UNIQUE INDEX crm_change_order ON public.crm_change USING btree (epoch, xid, seq);

create table crm_list (
  id integer not null generated always as identity,
  name text not null,
  label text not null,
  constraint crm_list_name_key UNIQUE (name),
  constraint crm_list_pkey PRIMARY KEY (id)
);

create table crm_list_item (
  id integer not null generated always as identity,
  list_id integer not null,
  name text not null,
  rank integer not null default 0,
  deleted boolean not null default false,
  constraint crm_list_item_list_id_fkey FOREIGN KEY (list_id) REFERENCES crm_list(id) ON DELETE CASCADE,
  constraint crm_list_item_pkey PRIMARY KEY (id)
);
CREATE INDEX crm_list_item_list ON public.crm_list_item USING btree (list_id, rank, id);

create table cursor (
  connection_id integer not null,
  actor_type text not null,
  marks jsonb not null default '[]'::jsonb,
  constraint cursor_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint cursor_pkey PRIMARY KEY (connection_id, actor_type)
);

create table erp_field (
  id integer not null generated always as identity,
  mapping_id integer not null,
  field_key text not null,
  display_name text not null default ''::text,
  description text not null default ''::text,
  type text not null,
  list_name text not null default ''::text,
  default_value text not null default ''::text,
  max_length integer not null default 0,
  access text not null default 'normal'::text,
  missing_in_erp boolean not null default false,
  crm_field text,
  sync_to_crm boolean not null default false,
  sync_to_erp boolean not null default false,
  show_in_tab boolean not null default false,
  show_in_search boolean not null default false,
  has_default boolean not null default false,
  first_sync_default text not null default ''::text,
  prompt_user boolean not null default false,
  mandatory boolean not null default false,
  lossy boolean not null default false,
  rank integer not null default 0,
  crm_list text,
  version integer not null default 1,
  on_conflict text not null default 'priority'::text,
  constraint erp_field_mapping_id_field_key_key UNIQUE (mapping_id, field_key),
  constraint erp_field_mapping_id_fkey FOREIGN KEY (mapping_id) REFERENCES actor_mapping(id) ON DELETE CASCADE,
  constraint erp_field_on_conflict_check CHECK ((on_conflict = ANY (ARRAY['priority'::text, 'ask'::text]))),
  constraint erp_field_pkey PRIMARY KEY (id)
);

create table erp_import (
  id integer not null generated always as identity,
  connection_id integer not null,
  actor_type text not null,
  entity text not null,
  search jsonb not null,
  row_limit integer not null,
  settings jsonb not null,
  status text not null default 'searching'::text,
  request_id integer,
  message text,
  added_selection integer,
  updated_selection integer,
  by_name text not null,
  created_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  constraint erp_import_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id),
  constraint erp_import_pkey PRIMARY KEY (id),
  constraint erp_import_status_check CHECK ((status = ANY (ARRAY['searching'::text, 'ready'::text, 'running'::text, 'done'::text, 'cancelled'::text])))
);
CREATE INDEX erp_import_newest ON public.erp_import USING btree (by_name, id DESC);

create table erp_import_row (
  import_id integer not null,
  place integer not null,
  erp_key text not null,
  parent_key text,
  last_modified text not null,
  field_values jsonb not null,
  new_items jsonb not null default '{}'::jsonb,
  problems jsonb not null default '{}'::jsonb,
  selected boolean not null default true,
  action text,
  changes jsonb,
  entity_id integer,
  reason text,
  outcome text,
  constraint erp_import_row_action_check CHECK ((action = ANY (ARRAY['new'::text, 'changed'::text, 'none'::text, 'refused'::text]))),
  constraint erp_import_row_import_id_erp_key_key UNIQUE (import_id, erp_key),
  constraint erp_import_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES erp_import(id) ON DELETE CASCADE,
  constraint erp_import_row_outcome_check CHECK ((outcome = ANY (ARRAY['added'::text, 'updated'::text, 'unchanged'::text, 'refused'::text]))),
  constraint erp_import_row_pkey PRIMARY KEY (import_id, place)
);
CREATE INDEX erp_import_row_waiting ON public.erp_import_row USING btree (import_id, place) WHERE (selected AND (outcome IS NULL));

create table erp_list_item (
  connection_id integer not null,
  list_name text not null,
  item_key text not null,
  name text not null,
  missing boolean not null default false,
  constraint erp_list_item_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint erp_list_item_pkey PRIMARY KEY (connection_id, list_name, item_key)
);

create table erp_tab_seen (
  link_id integer not null,
  erp_key text not null,
  fields jsonb not null,
  at timestamp with time zone not null,
  constraint erp_tab_seen_link_id_fkey FOREIGN KEY (link_id) REFERENCES link(id) ON DELETE CASCADE,
  constraint erp_tab_seen_pkey PRIMARY KEY (link_id)
);

create table feed_epoch (
  epoch integer not null generated always as identity,
  system_identifier bigint not null,
  restore_counter integer not null default 0,
  begun_at timestamp with time zone not null default now(),
  constraint feed_epoch_pkey PRIMARY KEY (epoch)
);

create table feed_position (
  connection_id integer not null,
  epoch integer not null,
  xid xid8 not null,
  seq bigint not null,
  constraint feed_position_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint feed_position_pkey PRIMARY KEY (connection_id)
);

create table field_waiting (
  connection_id integer not null,
  actor_type text not null,
  erp_field text not null,
  plan_id bigint,
  since timestamp with time zone not null default now(),
  constraint field_waiting_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint field_waiting_pkey PRIMARY KEY (connection_id, actor_type, erp_field),
  constraint field_waiting_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE SET NULL
);

create table form_sent (
  key uuid not null,
  entity text not null,
  entity_id integer not null,
  at timestamp with time zone not null default now(),
  constraint form_sent_pkey PRIMARY KEY (key)
);
CREATE INDEX form_sent_at ON public.form_sent USING btree (at);

create table group_member (
  group_id integer not null,
  user_id integer not null,
  constraint group_member_group_id_fkey FOREIGN KEY (group_id) REFERENCES app_group(id) ON DELETE CASCADE,
  constraint group_member_pkey PRIMARY KEY (group_id, user_id),
  constraint group_member_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table held (
  id bigint not null generated always as identity,
  connection_id integer not null,
  link_id integer not null,
  entity text not null,
  entity_id integer not null,
  actor_type text not null,
  erp_field text not null,
  crm_field text not null,
  why text not null,
  target text,
  old_value text,
  new_value text,
  value_hash uuid,
  erp_value text,
  crm_value text,
  message text not null,
  answers jsonb not null default '{}'::jsonb,
  run_id integer,
  status text not null default 'open'::text,
  at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  resolved_by text,
  constraint held_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id),
  constraint held_pkey PRIMARY KEY (id),
  constraint held_status_check CHECK ((status = ANY (ARRAY['open'::text, 'approved'::text, 'rejected'::text, 'superseded'::text]))),
  constraint held_target_check CHECK ((target = ANY (ARRAY['crm'::text, 'erp'::text]))),
  constraint held_why_check CHECK ((why = ANY (ARRAY['blanking'::text, 'sameValue'::text, 'create'::text, 'oscillating'::text, 'ask'::text])))
);
CREATE INDEX held_connection ON public.held USING btree (connection_id, id DESC);
CREATE INDEX held_group ON public.held USING btree (connection_id, target, actor_type, erp_field, value_hash) WHERE (status = 'open'::text);
CREATE UNIQUE INDEX held_open ON public.held USING btree (link_id, erp_field) WHERE (status = 'open'::text);

create table hint (
  id bigint not null generated always as identity,
  connection_id integer not null,
  link_id integer not null,
  why text not null,
  due_at timestamp with time zone not null default now(),
  constraint hint_link_id_why_key UNIQUE (link_id, why),
  constraint hint_pkey PRIMARY KEY (id)
);
CREATE INDEX hint_due ON public.hint USING btree (connection_id, due_at);

create table hub_key (
  state text not null,
  kid text not null,
  public_pem text not null,
  sealed bytea not null,
  key_id text not null,
  created_at timestamp with time zone not null default now(),
  constraint hub_key_pkey PRIMARY KEY (state),
  constraint hub_key_state_check CHECK ((state = ANY (ARRAY['current'::text, 'next'::text])))
);

create table intent (
  id bigint not null generated always as identity,
  connection_id integer not null,
  link_id integer not null,
  generation integer not null,
  run_id integer,
  actor_type text not null,
  erp_key text,
  kind text not null,
  fields jsonb not null,
  status text not null default 'open'::text,
  attempts integer not null default 0,
  mapping_version integer not null,
  parent jsonb,
  found_before text[],
  token bigint,
  reason text,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  due_at timestamp with time zone not null default now(),
  settled_at timestamp with time zone,
  constraint intent_kind_check CHECK ((kind = ANY (ARRAY['save'::text, 'create'::text]))),
  constraint intent_pkey PRIMARY KEY (id),
  constraint intent_status_check CHECK ((status = ANY (ARRAY['open'::text, 'sent'::text, 'unknown'::text, 'settled'::text, 'dropped'::text, 'failed'::text, 'asking'::text])))
);
CREATE INDEX intent_due ON public.intent USING btree (connection_id, due_at) WHERE (status = ANY (ARRAY['open'::text, 'sent'::text, 'unknown'::text]));
CREATE INDEX intent_link ON public.intent USING btree (link_id) WHERE (status = ANY (ARRAY['open'::text, 'sent'::text, 'unknown'::text, 'asking'::text]));

create table known_address (
  user_id integer not null,
  address text not null,
  used_at timestamp with time zone not null,
  constraint known_address_pkey PRIMARY KEY (user_id, address),
  constraint known_address_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table late_value (
  id bigint not null generated always as identity,
  connection_id integer not null,
  link_id integer not null,
  generation integer not null,
  erp_field text not null,
  value text not null,
  until timestamp with time zone not null,
  constraint late_value_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint late_value_pkey PRIMARY KEY (id)
);
CREATE INDEX late_value_link ON public.late_value USING btree (link_id);

create table lease (
  connection_id integer not null,
  token bigint not null default 0,
  holder text,
  expires_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  constraint lease_pkey PRIMARY KEY (connection_id)
);

create table link (
  id integer not null generated always as identity,
  connection_id integer not null,
  actor_type text not null,
  erp_key text,
  entity text not null,
  entity_id integer not null,
  generation integer not null default 1,
  state text not null default 'active'::text,
  base jsonb not null default '{}'::jsonb,
  flags jsonb not null default '{}'::jsonb,
  last_modified text,
  row_hash text,
  parent_key text,
  witness jsonb,
  verified_at timestamp with time zone,
  settled_at timestamp with time zone,
  attempts integer not null default 0,
  due_at timestamp with time zone,
  reason text,
  created_at timestamp with time zone not null default now(),
  created_by text not null default ''::text,
  stale_reads integer not null default 0,
  stale_since timestamp with time zone,
  constraint link_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id),
  constraint link_erp_key_check CHECK ((length(erp_key) <= 254)),
  constraint link_pkey PRIMARY KEY (id),
  constraint link_state_check CHECK ((state = ANY (ARRAY['creating'::text, 'active'::text, 'failing'::text, 'parked'::text, 'held'::text, 'waitingForParent'::text, 'missingInErp'::text, 'broken'::text])))
) with (fillfactor=60);
CREATE INDEX link_by_entity ON public.link USING btree (entity, entity_id) WHERE (state <> 'broken'::text);
CREATE INDEX link_due ON public.link USING btree (connection_id, due_at) WHERE (due_at IS NOT NULL);
CREATE UNIQUE INDEX link_entity ON public.link USING btree (connection_id, entity, entity_id) WHERE (state <> 'broken'::text);
CREATE INDEX link_flags ON public.link USING btree (connection_id) WHERE (flags <> '{}'::jsonb);
CREATE INDEX link_history ON public.link USING btree (connection_id, entity, entity_id) WHERE (state = 'broken'::text);
CREATE UNIQUE INDEX link_key ON public.link USING btree (connection_id, actor_type, erp_key COLLATE "C") WHERE (state <> 'broken'::text);
CREATE INDEX link_stale ON public.link USING btree (connection_id) WHERE (stale_since IS NOT NULL);
CREATE INDEX link_state ON public.link USING btree (connection_id, state) WHERE (state <> 'active'::text);
CREATE INDEX link_verify ON public.link USING btree (connection_id, verified_at NULLS FIRST, id) WHERE (state <> ALL (ARRAY['broken'::text, 'creating'::text]));

create table list_item_map (
  erp_field_id integer not null,
  erp_item text not null,
  crm_item integer not null,
  missing boolean not null default false,
  constraint list_item_map_crm_item_fkey FOREIGN KEY (crm_item) REFERENCES crm_list_item(id),
  constraint list_item_map_erp_field_id_crm_item_key UNIQUE (erp_field_id, crm_item),
  constraint list_item_map_erp_field_id_fkey FOREIGN KEY (erp_field_id) REFERENCES erp_field(id) ON DELETE CASCADE,
  constraint list_item_map_pkey PRIMARY KEY (erp_field_id, erp_item)
);

create table login_failure (
  name text not null,
  address text not null,
  at timestamp with time zone not null default now()
);
CREATE INDEX login_failure_address ON public.login_failure USING btree (address, at);
CREATE INDEX login_failure_at ON public.login_failure USING btree (name, address, at);
CREATE INDEX login_failure_name ON public.login_failure USING btree (name, at);

create table mapping_change (
  id integer not null generated always as identity,
  connection_id integer not null,
  actor_type text not null,
  at timestamp with time zone not null default clock_timestamp(),
  by_name text not null default ''::text,
  mapping_version integer not null,
  log_id bigint not null,
  fields text[] not null,
  changes jsonb not null,
  constraint mapping_change_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id),
  constraint mapping_change_pkey PRIMARY KEY (id)
);
CREATE INDEX mapping_change_connection ON public.mapping_change USING btree (connection_id, id DESC);

create unlogged table match_pair (
  request_id bigint not null,
  place integer not null,
  erp_key text not null,
  entity_id integer not null,
  value text not null,
  parent_key text,
  last_modified text not null,
  constraint match_pair_pkey PRIMARY KEY (request_id, place)
);

create unlogged table match_stage (
  request_id bigint not null,
  erp_key text not null,
  value text not null,
  parent_key text,
  last_modified text not null
);
CREATE INDEX match_stage_value ON public.match_stage USING btree (request_id, value);

create table openid_attempt (
  state_hash bytea not null,
  browser_hash bytea not null,
  nonce text not null,
  verifier text not null,
  next text not null,
  expires_at timestamp with time zone not null,
  constraint openid_attempt_pkey PRIMARY KEY (state_hash)
);
CREATE INDEX openid_attempt_expiry ON public.openid_attempt USING btree (expires_at);

create table openid_identity (
  issuer text not null,
  subject text not null,
  user_id integer not null,
  role_by_group boolean not null default false,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone not null,
  constraint openid_identity_pkey PRIMARY KEY (issuer, subject),
  constraint openid_identity_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);
CREATE INDEX openid_identity_user ON public.openid_identity USING btree (user_id);

create table person (
  id integer not null generated always as identity,
  company_id integer,
  first_name text not null default ''::text,
  middle_name text not null default ''::text,
  last_name text not null default ''::text,
  title text not null default ''::text,
  position integer,
  number text not null default ''::text,
  phone text not null default ''::text,
  mobile text not null default ''::text,
  private_phone text not null default ''::text,
  other_phone text not null default ''::text,
  email text not null default ''::text,
  website text not null default ''::text,
  birth_date date,
  postal_line1 text not null default ''::text,
  postal_line2 text not null default ''::text,
  postal_line3 text not null default ''::text,
  postal_zip text not null default ''::text,
  postal_city text not null default ''::text,
  postal_county text not null default ''::text,
  postal_state text not null default ''::text,
  country integer,
  text text not null default ''::text,
  udef jsonb not null default '{}'::jsonb,
  origin jsonb not null default '{}'::jsonb,
  version bigint not null default 1,
  deleted boolean not null default false,
  merged_into integer,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint person_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  constraint person_country_fkey FOREIGN KEY (country) REFERENCES crm_list_item(id),
  constraint person_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES person(id),
  constraint person_pkey PRIMARY KEY (id),
  constraint person_position_fkey FOREIGN KEY ("position") REFERENCES crm_list_item(id)
);
CREATE INDEX person_company ON public.person USING btree (company_id) WHERE (NOT deleted);
CREATE INDEX person_country ON public.person USING btree (country, id) WHERE (NOT deleted);
CREATE INDEX person_name ON public.person USING btree (lower(last_name), lower(first_name), id) WHERE (NOT deleted);
CREATE INDEX person_position ON public.person USING btree ("position", id) WHERE (NOT deleted);
CREATE INDEX person_search ON public.person USING gin (lower(((((((((((((first_name || ' '::text) || middle_name) || ' '::text) || last_name) || ' '::text) || number) || ' '::text) || email) || ' '::text) || phone) || ' '::text) || mobile)) gin_trgm_ops);

create table plan (
  id bigint not null generated always as identity,
  connection_id integer not null,
  kind text not null,
  mapping_version integer not null,
  counts jsonb not null default '{}'::jsonb,
  status text not null default 'open'::text,
  by_name text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null default (now() + '7 days'::interval),
  scope jsonb not null default '{}'::jsonb,
  summary jsonb not null default '[]'::jsonb,
  records integer not null default 0,
  decided_by text,
  decided_at timestamp with time zone,
  ended_at timestamp with time zone,
  run_id integer,
  constraint plan_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id),
  constraint plan_pkey PRIMARY KEY (id),
  constraint plan_status_check CHECK ((status = ANY (ARRAY['building'::text, 'open'::text, 'approved'::text, 'applying'::text, 'applied'::text, 'rejected'::text, 'expired'::text, 'void'::text])))
);
CREATE INDEX plan_connection ON public.plan USING btree (connection_id, id DESC);
CREATE INDEX plan_expiry ON public.plan USING btree (expires_at) WHERE (status = ANY (ARRAY['building'::text, 'open'::text, 'approved'::text, 'applying'::text]));

create table plan_row (
  plan_id bigint not null,
  row_no integer not null,
  link_id integer not null,
  generation integer not null,
  erp_field text not null,
  action text not null,
  erp_value text,
  crm_value text,
  base jsonb,
  new_value text,
  why text not null default ''::text,
  status text not null default 'open'::text,
  entity text,
  entity_id integer,
  erp_key text,
  crm_field text,
  target text,
  actor_type text,
  field_version integer,
  erp_rank integer,
  crm_rank integer,
  undo jsonb,
  skip jsonb,
  intent_id bigint,
  constraint plan_row_pkey PRIMARY KEY (plan_id, row_no),
  constraint plan_row_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE,
  constraint plan_row_status_check CHECK ((status = ANY (ARRAY['open'::text, 'approved'::text, 'sent'::text, 'applied'::text, 'skipped'::text, 'rejected'::text]))),
  constraint plan_row_target_check CHECK ((target = ANY (ARRAY['crm'::text, 'erp'::text])))
);
CREATE INDEX plan_row_to_do ON public.plan_row USING btree (plan_id, status, link_id, row_no) WHERE (status = ANY (ARRAY['open'::text, 'approved'::text, 'sent'::text]));

create table project (
  id integer not null generated always as identity,
  name text not null default ''::text,
  number text not null default ''::text,
  type integer,
  status integer,
  end_date date,
  website text not null default ''::text,
  text text not null default ''::text,
  udef jsonb not null default '{}'::jsonb,
  origin jsonb not null default '{}'::jsonb,
  version bigint not null default 1,
  deleted boolean not null default false,
  merged_into integer,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint project_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES project(id),
  constraint project_pkey PRIMARY KEY (id),
  constraint project_status_fkey FOREIGN KEY (status) REFERENCES crm_list_item(id),
  constraint project_type_fkey FOREIGN KEY (type) REFERENCES crm_list_item(id)
);
CREATE INDEX project_name ON public.project USING btree (lower(name), id) WHERE (NOT deleted);
CREATE INDEX project_number ON public.project USING btree (number) WHERE ((number <> ''::text) AND (NOT deleted));
CREATE INDEX project_search ON public.project USING gin (lower(((name || ' '::text) || number)) gin_trgm_ops);
CREATE INDEX project_status ON public.project USING btree (status, id) WHERE (NOT deleted);
CREATE INDEX project_type ON public.project USING btree (type, id) WHERE (NOT deleted);

create table project_member (
  project_id integer not null,
  person_id integer not null,
  constraint project_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
  constraint project_member_pkey PRIMARY KEY (project_id, person_id),
  constraint project_member_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
);

create table registered_application (
  id integer not null generated always as identity,
  client_id text not null,
  name text not null,
  url text not null,
  active boolean not null default true,
  constraint registered_application_client_id_key UNIQUE (client_id),
  constraint registered_application_pkey PRIMARY KEY (id)
);

create table renumbering (
  id integer not null generated always as identity,
  connection_id integer not null,
  link_id integer not null,
  generation integer not null,
  old_key text not null,
  new_key text,
  fingerprint jsonb not null default '{}'::jsonb,
  status text not null default 'none'::text,
  looked_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by text,
  constraint renumbering_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint renumbering_link_id_generation_key UNIQUE (link_id, generation),
  constraint renumbering_pkey PRIMARY KEY (id),
  constraint renumbering_status_check CHECK ((status = ANY (ARRAY['none'::text, 'open'::text, 'approved'::text, 'rejected'::text, 'void'::text])))
);
CREATE INDEX renumbering_open ON public.renumbering USING btree (connection_id) WHERE (status = 'open'::text);

create table request (
  id bigint not null generated always as identity,
  connection_id integer not null,
  kind text not null,
  payload jsonb not null default '{}'::jsonb,
  lane integer not null default 0,
  status text not null default 'queued'::text,
  cancel_asked boolean not null default false,
  by_name text not null default ''::text,
  position jsonb,
  progress jsonb not null default '{}'::jsonb,
  result jsonb,
  run_id integer,
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  token bigint,
  constraint request_pkey PRIMARY KEY (id),
  constraint request_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX request_connection ON public.request USING btree (connection_id, id DESC);
CREATE INDEX request_queue ON public.request USING btree (connection_id, lane, id) WHERE (status = ANY (ARRAY['queued'::text, 'running'::text]));

create table run (
  id integer not null generated always as identity,
  connection_id integer not null,
  kind text not null,
  status text not null default 'running'::text,
  by_name text not null default ''::text,
  undoes integer,
  started_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  counts jsonb not null default '{}'::jsonb,
  error text,
  constraint run_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id),
  constraint run_pkey PRIMARY KEY (id),
  constraint run_status_check CHECK ((status = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
  constraint run_undoes_fkey FOREIGN KEY (undoes) REFERENCES run(id)
);
CREATE INDEX run_connection ON public.run USING btree (connection_id, id DESC);

create table save_window (
  connection_id integer not null,
  recent_ms double precision not null,
  greatest_ms double precision not null,
  at timestamp with time zone not null,
  constraint save_window_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint save_window_pkey PRIMARY KEY (connection_id)
);

create table schema_migration (
  number integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migration_pkey PRIMARY KEY (number)
);

create table selection (
  id integer not null generated always as identity,
  entity text not null,
  name text not null,
  by_name text not null,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  constraint selection_entity_check CHECK ((entity = ANY (ARRAY['company'::text, 'person'::text, 'project'::text]))),
  constraint selection_pkey PRIMARY KEY (id)
);

create table selection_member (
  selection_id integer not null,
  entity_id integer not null,
  constraint selection_member_pkey PRIMARY KEY (selection_id, entity_id),
  constraint selection_member_selection_id_fkey FOREIGN KEY (selection_id) REFERENCES selection(id) ON DELETE CASCADE
);
CREATE INDEX selection_member_entity ON public.selection_member USING btree (entity_id);

create table session (
  id_hash bytea not null,
  user_id integer not null,
  csrf text not null,
  created_at timestamp with time zone not null default now(),
  used_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  no integer not null generated always as identity,
  address text not null default ''::text,
  agent text not null default ''::text,
  by_openid boolean not null default false,
  constraint session_no_key UNIQUE (no),
  constraint session_pkey PRIMARY KEY (id_hash),
  constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table setting (
  key text not null,
  value jsonb not null,
  constraint setting_pkey PRIMARY KEY (key)
);

create table setup_link (
  hash bytea not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint setup_link_pkey PRIMARY KEY (hash)
);

create table sync_log (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default clock_timestamp(),
  run_id integer,
  connection_id integer not null,
  link_id integer,
  entity text,
  entity_id integer,
  erp_field text,
  crm_field text,
  kind text not null,
  target text,
  old_value text,
  new_value text,
  loser_value text,
  message text,
  by_name text not null default ''::text,
  intent_id bigint,
  undoes bigint,
  version bigint,
  constraint sync_log_pkey PRIMARY KEY (id),
  constraint sync_log_target_check CHECK ((target = ANY (ARRAY['crm'::text, 'erp'::text])))
);
CREATE INDEX sync_log_at ON public.sync_log USING brin (at);
CREATE INDEX sync_log_connection ON public.sync_log USING btree (connection_id, id DESC);
CREATE INDEX sync_log_entity ON public.sync_log USING btree (entity, entity_id, id DESC);
CREATE UNIQUE INDEX sync_log_intent ON public.sync_log USING btree (intent_id, erp_field) WHERE (intent_id IS NOT NULL);
CREATE INDEX sync_log_kind ON public.sync_log USING btree (kind, id DESC) WHERE (kind = ANY (ARRAY['conflict'::text, 'failure'::text, 'drift'::text, 'held'::text, 'notice'::text]));
CREATE INDEX sync_log_run ON public.sync_log USING btree (run_id, id DESC);
CREATE UNIQUE INDEX sync_log_undoes ON public.sync_log USING btree (undoes, run_id, target) WHERE (undoes IS NOT NULL);

create table sync_metric (
  connection_id integer not null,
  name text not null,
  label text not null default ''::text,
  value double precision not null,
  constraint sync_metric_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint sync_metric_pkey PRIMARY KEY (connection_id, name, label)
);

create table turned_field (
  entity text not null,
  crm_field text not null,
  connections integer[] not null,
  at timestamp with time zone not null,
  released_at timestamp with time zone,
  released_by text,
  after_log bigint not null default 0,
  constraint turned_field_pkey PRIMARY KEY (entity, crm_field)
);

create table udef_field (
  id integer not null generated always as identity,
  entity text not null,
  key text not null,
  label text not null,
  type text not null,
  list_name text,
  max_length integer not null default 0,
  rank integer not null default 0,
  constraint udef_field_entity_check CHECK ((entity = ANY (ARRAY['company'::text, 'person'::text, 'project'::text]))),
  constraint udef_field_entity_key_key UNIQUE (entity, key),
  constraint udef_field_pkey PRIMARY KEY (id),
  constraint udef_field_type_check CHECK ((type = ANY (ARRAY['text'::text, 'integer'::text, 'decimal'::text, 'checkbox'::text, 'date'::text, 'datetime'::text, 'list'::text])))
);

create table undo (
  request_id bigint not null,
  connection_id integer not null,
  run_id integer,
  scope jsonb not null,
  upto bigint not null,
  total integer not null default 0,
  at timestamp with time zone not null default clock_timestamp(),
  constraint undo_pkey PRIMARY KEY (request_id)
);
CREATE INDEX undo_run ON public.undo USING btree (run_id) WHERE (run_id IS NOT NULL);

create table undo_row (
  request_id bigint not null,
  no integer not null,
  log_id bigint not null,
  link_id integer,
  entity text,
  entity_id integer,
  erp_field text,
  crm_field text,
  target text,
  old_value text,
  new_value text,
  version bigint,
  skipped text,
  said text,
  constraint undo_row_pkey PRIMARY KEY (request_id, no),
  constraint undo_row_request_id_fkey FOREIGN KEY (request_id) REFERENCES undo(request_id) ON DELETE CASCADE,
  constraint undo_row_target_check CHECK ((target = ANY (ARRAY['crm'::text, 'erp'::text])))
);
CREATE INDEX undo_row_log ON public.undo_row USING btree (log_id);

create table user_link (
  user_id integer not null,
  hash bytea not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint user_link_hash_key UNIQUE (hash),
  constraint user_link_pkey PRIMARY KEY (user_id),
  constraint user_link_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table walk (
  connection_id integer not null,
  name text not null,
  place jsonb not null,
  constraint walk_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint walk_pkey PRIMARY KEY (connection_id, name)
);

create table webhook (
  id integer not null generated always as identity,
  name text not null,
  url text not null,
  events text[] not null,
  secret bytea not null,
  key_id text not null,
  secret_set_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  created_by text not null default ''::text,
  failing_since timestamp with time zone,
  failures integer not null default 0,
  next_at timestamp with time zone not null,
  paused_at timestamp with time zone,
  paused_why text,
  constraint webhook_paused_why_check CHECK ((paused_why = ANY (ARRAY['person'::text, 'failing'::text, 'gone'::text]))),
  constraint webhook_pkey PRIMARY KEY (id),
  constraint webhook_url_check CHECK ((length(url) <= 2000)),
  constraint webhook_url_key UNIQUE (url)
);

create table webhook_delivery (
  id uuid not null,
  webhook_id integer not null,
  connection_id integer,
  event text not null,
  body jsonb not null,
  status text not null default 'waiting'::text,
  created_at timestamp with time zone not null,
  attempts integer not null default 0,
  claimed_until timestamp with time zone,
  answered_at timestamp with time zone,
  http_status integer,
  error text,
  took_ms integer,
  constraint webhook_delivery_pkey PRIMARY KEY (id),
  constraint webhook_delivery_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text]))),
  constraint webhook_delivery_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhook(id) ON DELETE CASCADE
);
CREATE INDEX webhook_delivery_at ON public.webhook_delivery USING btree (created_at);
CREATE INDEX webhook_delivery_log ON public.webhook_delivery USING btree (webhook_id, created_at DESC);
CREATE INDEX webhook_delivery_waiting ON public.webhook_delivery USING btree (webhook_id, created_at) WHERE (status = 'waiting'::text);

create table webhook_failing (
  link_id integer not null,
  connection_id integer not null,
  constraint webhook_failing_pkey PRIMARY KEY (link_id)
);
CREATE INDEX webhook_failing_connection ON public.webhook_failing USING btree (connection_id);

create table webhook_place (
  connection_id integer not null,
  log_id bigint not null,
  held_id bigint not null,
  health text not null,
  told_at timestamp with time zone,
  constraint webhook_place_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES connection(id) ON DELETE CASCADE,
  constraint webhook_place_pkey PRIMARY KEY (connection_id)
);
