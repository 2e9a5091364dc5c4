-- Restored and renumbered ERPs (H10, H34), and writes whose outcome came late (H13).

-- Answers older than what the link has seen: how many, since when. One that went back keeps `stale_since` until its actor was
-- recognised by its match fields.
alter table link add column stale_reads integer not null default 0, add column stale_since timestamptz;
create index link_stale on link (connection_id) where stale_since is not null;

-- A connection that rests until a person has looked: erp.restored, hub.copy, hub.restored. Apart from `health`, which every
-- attempt to reach the ERP writes anew.
alter table connection add column hold text, add column hold_message text, add column held_at timestamptz;
-- What calls of the full size have taught: {"read": n, "save": n}, where less than the card says.
alter table connection add column batch_sizes jsonb not null default '{}';

-- Where a walk over all links in key order goes on: the first one of an actor type, or the full compare of a new epoch.
create table walk (
  connection_id integer not null references connection (id) on delete cascade,
  name text not null,
  place jsonb not null,
  primary key (connection_id, name)
);

-- Values whose sending had no known outcome and that the ERP did not show: they may still land.
create table late_value (
  id bigint not null generated always as identity primary key,
  connection_id integer not null references connection (id) on delete cascade,
  link_id integer not null,
  generation integer not null,
  erp_field text not null,
  value text not null,
  until timestamptz not null
);
create index late_value_link on late_value (link_id);

-- A key that went missing and the one actor that looks like it: moved only when a person says so.
create table renumbering (
  id integer not null generated always as identity primary key,
  connection_id integer not null references connection (id) on delete cascade,
  link_id integer not null,
  generation integer not null,
  old_key text not null,
  -- Null: looked for and not found, or not only one; looked for again later.
  new_key text,
  fingerprint jsonb not null default '{}',
  status text not null default 'none' check (status in ('none', 'open', 'approved', 'rejected', 'void')),
  looked_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  unique (link_id, generation)
);
create index renumbering_open on renumbering (connection_id) where status = 'open';

-- What the written fields held before, and the row's version after: a carrier of whole records is compared with what it was
-- filled from (H12).
alter table crm_change add column old jsonb, add column version bigint;
