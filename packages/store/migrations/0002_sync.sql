-- Connectors, connections, mappings, links and everything the engine keeps.

create table registered_application (
  id int generated always as identity primary key,
  client_id text not null unique,
  name text not null,
  url text not null,
  active boolean not null default true
);
create table application_key (
  id int generated always as identity primary key,
  application_id int not null references registered_application on delete cascade,
  pem text not null,
  valid_from timestamptz,
  valid_to timestamptz
);

create table connector (
  id int generated always as identity primary key,
  name text not null,
  url text not null check (length(url) <= 1023),
  reachable boolean not null default true,
  -- what TestConnectorUrl learned: operations, contract profile
  profile jsonb not null default '{}',
  deleted boolean not null default false
);

create table connection (
  id int generated always as identity primary key,
  connector_id int not null references connector,
  guid uuid not null unique default gen_random_uuid(),
  name text not null,
  description text not null default '',
  active boolean not null default false,
  all_access boolean not null default true,
  zone text not null default 'UTC',
  -- place in the sync priority, lowest first; the CRM's own place is setting 'crm.rank'
  rank int not null default 1000,
  mapping_version int not null default 1,
  -- measured or declared; overrides the connector's own (sdk CapabilityCard)
  card jsonb not null default '{}',
  -- health: spec 04 "a connection that cannot be reached backs off as a whole"
  health text not null default 'new' check (health in ('new', 'ok', 'unreachable', 'held', 'failed')),
  health_message text,
  failures int not null default 0,
  next_try_at timestamptz,
  last_cycle_at timestamptz,
  last_ok_at timestamptz,
  deleted boolean not null default false,
  created_at timestamptz not null default now()
);
create unique index connection_name on connection (lower(name)) where not deleted;

create table connection_access (
  connection_id int not null references connection on delete cascade,
  user_id int references app_user on delete cascade,
  group_id int references app_group on delete cascade,
  can_connect boolean not null default true,
  can_create boolean not null default false,
  check ((user_id is null) <> (group_id is null))
);
create unique index connection_access_user on connection_access (connection_id, user_id) where user_id is not null;
create unique index connection_access_group on connection_access (connection_id, group_id) where group_id is not null;

-- A data key per connection, wrapped by the key-encryption key named in key_id (security.md).
create table connection_key (
  connection_id int primary key references connection on delete cascade,
  key_id text not null,
  wrapped bytea not null
);
create table connection_config (
  connection_id int not null references connection on delete cascade,
  field_key text not null,
  -- exactly one of the two: plain, or AES-256-GCM with connection | field | version as additional data
  value text,
  secret bytea,
  secret_version int not null default 1,
  set_at timestamptz not null default now(),
  primary key (connection_id, field_key),
  check ((value is null) <> (secret is null))
);

create table actor_mapping (
  id int generated always as identity primary key,
  connection_id int not null references connection on delete cascade,
  actor_type text not null,
  entity text not null check (entity in ('company', 'person', 'project')),
  active boolean not null default false,
  match_fields text[] not null default '{}',
  unique (connection_id, actor_type)
);
create table erp_field (
  id int generated always as identity primary key,
  mapping_id int not null references actor_mapping on delete cascade,
  field_key text not null,
  -- from the connector
  display_name text not null default '',
  description text not null default '',
  type text not null,
  list_name text not null default '',
  default_value text not null default '',
  max_length int not null default 0,
  access text not null default 'normal',
  missing_in_erp boolean not null default false,
  -- from the administrator
  crm_field text,
  sync_to_crm boolean not null default false,
  sync_to_erp boolean not null default false,
  show_in_tab boolean not null default false,
  show_in_search boolean not null default false,
  has_default boolean not null default false,
  first_sync_default text not null default '',
  prompt_user boolean not null default false,
  mandatory boolean not null default false,
  lossy boolean not null default false,
  rank int not null default 0,
  crm_list text,
  -- raised when key, type, zone or conversion changed: bases of older versions are no bases (H19)
  version int not null default 1,
  unique (mapping_id, field_key)
);
create table list_item_map (
  erp_field_id int not null references erp_field on delete cascade,
  erp_item text not null,
  crm_item int not null references crm_list_item,
  -- gone from the ERP's list: kept, never a blank (H36)
  missing boolean not null default false,
  primary key (erp_field_id, erp_item),
  unique (erp_field_id, crm_item)
);
-- Last list seen from the ERP, so that mapping works while it is away.
create table erp_list_item (
  connection_id int not null references connection on delete cascade,
  list_name text not null,
  item_key text not null,
  name text not null,
  missing boolean not null default false,
  primary key (connection_id, list_name, item_key)
);

create table link (
  id int generated always as identity primary key,
  connection_id int not null references connection,
  actor_type text not null,
  erp_key text check (length(erp_key) <= 254),
  entity text not null,
  entity_id int not null,
  generation int not null default 1,
  state text not null default 'active' check (state in
    ('creating', 'active', 'failing', 'parked', 'held', 'waitingForParent', 'missingInErp', 'broken')),
  -- ERP field -> { e, c, v, r, flag?, fail? }: engine model.ts BaseField
  base jsonb not null default '{}',
  -- fields out of step, for lists and counts: flag -> number of fields
  flags jsonb not null default '{}',
  last_modified text,
  row_hash text,
  parent_key text,
  witness jsonb,
  verified_at timestamptz,
  settled_at timestamptz,
  attempts int not null default 0,
  due_at timestamptz,
  reason text,
  created_at timestamptz not null default now(),
  created_by text not null default ''
);
-- Broken links are history (H17). Keys compare exactly (H34).
create unique index link_entity on link (connection_id, entity, entity_id) where state <> 'broken';
create unique index link_key on link (connection_id, actor_type, erp_key collate "C") where state <> 'broken';
create index link_by_entity on link (entity, entity_id) where state <> 'broken';
create index link_verify on link (connection_id, verified_at nulls first) where state not in ('broken', 'creating');
create index link_due on link (connection_id, due_at) where due_at is not null;
create index link_flags on link (connection_id) where flags <> '{}';
create index link_state on link (connection_id, state) where state <> 'active';

create table run (
  id int generated always as identity primary key,
  connection_id int not null references connection,
  kind text not null,
  status text not null default 'running' check (status in ('running', 'done', 'failed', 'cancelled')),
  by_name text not null default '',
  undoes int references run,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  counts jsonb not null default '{}',
  error text
);
create index run_connection on run (connection_id, id desc);

-- Intents are always resolved, whatever becomes of the link: no foreign key, no cascade (H17).
create table intent (
  id bigint generated always as identity primary key,
  connection_id int not null,
  link_id int not null,
  generation int not null,
  run_id int,
  actor_type text not null,
  erp_key text,
  kind text not null check (kind in ('save', 'create')),
  fields jsonb not null,
  status text not null default 'open' check (status in ('open', 'sent', 'unknown', 'settled', 'dropped', 'failed', 'asking')),
  attempts int not null default 0,
  mapping_version int not null,
  parent jsonb,
  found_before text[],
  token bigint,
  reason text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  due_at timestamptz not null default now(),
  settled_at timestamptz
);
create index intent_due on intent (connection_id, due_at) where status in ('open', 'sent', 'unknown');
create index intent_link on intent (link_id) where status in ('open', 'sent', 'unknown', 'asking');

create table hint (
  id bigint generated always as identity primary key,
  connection_id int not null,
  link_id int not null,
  why text not null,
  due_at timestamptz not null default now(),
  unique (link_id, why)
);
create index hint_due on hint (connection_id, due_at);

-- Append-only.
create table sync_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  run_id int,
  connection_id int not null,
  link_id int,
  entity text,
  entity_id int,
  erp_field text,
  crm_field text,
  kind text not null,
  target text check (target in ('crm', 'erp')),
  old_value text,
  new_value text,
  loser_value text,
  message text,
  by_name text not null default '',
  intent_id bigint,
  undoes bigint
);
create index sync_log_connection on sync_log (connection_id, id desc);
create index sync_log_entity on sync_log (entity, entity_id, id desc);
create index sync_log_run on sync_log (run_id, id desc);
create index sync_log_kind on sync_log (kind, id desc) where kind in ('conflict', 'failure', 'drift', 'held', 'notice');
create unique index sync_log_intent on sync_log (intent_id, erp_field) where intent_id is not null;
create unique index sync_log_undoes on sync_log (undoes, run_id) where undoes is not null;

-- A conflict stays open until a person looks at it or the field changes again.
create table conflict (
  log_id bigint primary key,
  connection_id int not null,
  link_id int not null,
  generation int not null,
  entity text not null,
  entity_id int not null,
  erp_field text not null,
  crm_field text not null,
  -- in the ERP's and the CRM's own domain
  erp_value text,
  crm_value text,
  winner text not null check (winner in ('crm', 'erp')),
  status text not null default 'open' check (status in ('open', 'kept', 'turned', 'superseded')),
  at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by text
);
create unique index conflict_open on conflict (link_id, erp_field) where status = 'open';
create index conflict_status on conflict (status, log_id desc);

create table lease (
  connection_id int primary key,
  token bigint not null default 0,
  holder text,
  expires_at timestamptz not null default '-infinity'
);

create table cursor (
  connection_id int not null references connection on delete cascade,
  actor_type text not null,
  -- [{ at, lastModified }], oldest first
  marks jsonb not null default '[]',
  primary key (connection_id, actor_type)
);
create table feed_position (
  connection_id int primary key references connection on delete cascade,
  epoch int not null,
  xid xid8 not null,
  seq bigint not null
);

-- Work asked for by people: sync now, resync, dry run, undo, create. Drained by the lease holder (H24, H25).
create table request (
  id bigint generated always as identity primary key,
  connection_id int not null,
  kind text not null,
  -- what it needs: entity, mode, keys, run
  payload jsonb not null default '{}',
  lane int not null default 0,
  status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  cancel_asked boolean not null default false,
  by_name text not null default '',
  -- resume place of a long one
  position jsonb,
  progress jsonb not null default '{}',
  result jsonb,
  run_id int,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index request_queue on request (connection_id, lane, id) where status in ('queued', 'running');

-- Plans that wait for approval (H35).
create table plan (
  id bigint generated always as identity primary key,
  connection_id int not null references connection,
  kind text not null,
  mapping_version int not null,
  counts jsonb not null default '{}',
  status text not null default 'open' check (status in ('building', 'open', 'approved', 'applied', 'rejected', 'expired', 'void')),
  by_name text not null default '',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days'
);
create table plan_row (
  plan_id bigint not null references plan on delete cascade,
  row_no int not null,
  link_id int not null,
  generation int not null,
  erp_field text not null,
  action text not null,
  erp_value text,
  crm_value text,
  base jsonb,
  new_value text,
  why text not null default '',
  status text not null default 'open',
  primary key (plan_id, row_no)
);

-- Bulk linking works set-based: the ERP's side is staged, then joined. Unlogged: a crash only means to begin again.
create unlogged table match_stage (
  request_id bigint not null,
  erp_key text not null,
  value text not null,
  parent_key text,
  last_modified text not null
);
create index match_stage_value on match_stage (request_id, value);
