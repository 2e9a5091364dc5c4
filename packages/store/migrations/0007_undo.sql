-- What undo needs besides the log: what a mapping change was, which rows a request puts back, and how a CRM row stood
-- after each write (H06, H19).

-- The CRM row's version that the write left. A later one in the row's origin means that somebody wrote the field since,
-- also where it holds the same value again.
alter table sync_log add column version bigint;

-- Both sides of one row may be put back in one run.
drop index sync_log_undoes;
create unique index sync_log_undoes on sync_log (undoes, run_id, target) where undoes is not null;

create table mapping_change (
  id int generated always as identity primary key,
  connection_id int not null references connection,
  actor_type text not null,
  at timestamptz not null default clock_timestamp(),
  by_name text not null default '',
  mapping_version int not null,
  -- the connection's newest log row when it was saved: what it wrote comes after
  log_id bigint not null,
  fields text[] not null,
  -- [{ erpField, before, after }]; null: not mapped
  changes jsonb not null
);
create index mapping_change_connection on mapping_change (connection_id, id desc);

-- One undo: its request, what it covers, and the newest log row when it began.
create table undo (
  request_id bigint primary key,
  connection_id int not null,
  -- null: a preview
  run_id int,
  scope jsonb not null,
  upto bigint not null,
  total int not null default 0,
  at timestamptz not null default clock_timestamp()
);
create index undo_run on undo (run_id) where run_id is not null;

-- One field on one side, folded over all its writes in the scope. It is restored when the log says so (undoes = log_id),
-- which no crash can tear apart; what was left as it is has its reason here.
create table undo_row (
  request_id bigint not null references undo on delete cascade,
  no int not null,
  log_id bigint not null,
  link_id int,
  entity text,
  entity_id int,
  erp_field text,
  crm_field text,
  target text check (target in ('crm', 'erp')),
  old_value text,
  new_value text,
  version bigint,
  skipped text,
  said text,
  primary key (request_id, no)
);
create index undo_row_log on undo_row (log_id);

-- The time in which an ERP that does not compare could be edited unseen: between the last look and its answer to the write (H37).
create table save_window (
  connection_id int primary key references connection on delete cascade,
  recent_ms double precision not null,
  greatest_ms double precision not null,
  at timestamptz not null
);
