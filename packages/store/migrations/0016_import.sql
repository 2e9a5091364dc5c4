-- Imports and what they bring: actors as the CRM would hold them, with what is to become of each and what did.
create table erp_import (
  id int generated always as identity primary key,
  connection_id int not null references connection,
  actor_type text not null,
  entity text not null,
  search jsonb not null,
  row_limit int not null,
  settings jsonb not null,
  status text not null default 'searching' check (status in ('searching', 'ready', 'running', 'done', 'cancelled')),
  -- Of the request that searches, then of the one that imports.
  request_id int,
  message text,
  -- What it added and changed, kept as selections.
  added_selection int,
  updated_selection int,
  by_name text not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz
);
create index erp_import_newest on erp_import (by_name, id desc);

create table erp_import_row (
  import_id int not null references erp_import on delete cascade,
  place int not null,
  erp_key text not null,
  parent_key text,
  last_modified text not null,
  field_values jsonb not null,
  new_items jsonb not null default '{}',
  problems jsonb not null default '{}',
  selected boolean not null default true,
  -- The preview: what would become of it. Null: not looked at with these settings.
  action text check (action in ('new', 'changed', 'none', 'refused')),
  changes jsonb,
  entity_id int,
  reason text,
  outcome text check (outcome in ('added', 'updated', 'unchanged', 'refused')),
  primary key (import_id, place),
  unique (import_id, erp_key)
);
create index erp_import_row_waiting on erp_import_row (import_id, place) where selected and outcome is null;
