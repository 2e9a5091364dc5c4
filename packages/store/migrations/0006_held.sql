-- What waits for a person because a run would have changed too much (H18), or two ERPs turn it back and forth (H29).

-- Caps of the blast-radius brake; what is absent has the engine's default.
alter table connection add column brake jsonb not null default '{}';
-- `ask`: where both sides changed differently a person decides, not the rank (H28).
alter table erp_field add column on_conflict text not null default 'priority' check (on_conflict in ('priority', 'ask'));

-- Overwriting writes an hour, by field, side and value. The value's hash keeps a row small; a blanking's is that of ''.
create table brake_count (
  connection_id int not null references connection (id),
  target text not null check (target in ('crm', 'erp')),
  actor_type text not null,
  erp_field text not null,
  value_hash uuid not null,
  hour timestamptz not null,
  count int not null,
  primary key (connection_id, target, actor_type, erp_field, value_hash, hour)
);
create index brake_count_hour on brake_count (hour);

create table held (
  id bigint generated always as identity primary key,
  connection_id int not null references connection (id),
  link_id int not null,
  entity text not null,
  entity_id int not null,
  actor_type text not null,
  erp_field text not null,
  crm_field text not null,
  why text not null check (why in ('blanking', 'sameValue', 'create', 'oscillating', 'ask')),
  -- The side that would have been written; null where a person is asked whose value stands.
  target text check (target in ('crm', 'erp')),
  old_value text,
  new_value text,
  value_hash uuid,
  erp_value text,
  crm_value text,
  message text not null,
  -- Of a create: what was filled in.
  answers jsonb not null default '{}',
  run_id int,
  status text not null default 'open' check (status in ('open', 'approved', 'rejected', 'superseded')),
  at timestamptz not null,
  resolved_at timestamptz,
  resolved_by text
);
create unique index held_open on held (link_id, erp_field) where status = 'open';
create index held_group on held (connection_id, target, actor_type, erp_field, value_hash) where status = 'open';
create index held_connection on held (connection_id, id desc);

-- A CRM field that connections turn back and forth; released ones stay, for what was written before no longer counts.
create table turned_field (
  entity text not null,
  crm_field text not null,
  connections int[] not null,
  at timestamptz not null,
  released_at timestamptz,
  released_by text,
  -- The log's last row when it was released.
  after_log bigint not null default 0,
  primary key (entity, crm_field)
);
