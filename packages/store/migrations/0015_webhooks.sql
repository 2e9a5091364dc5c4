-- Addresses that are told of failures, conflicts and recovery; people of an OpenID provider; figures for monitoring.

create table webhook (
  id int generated always as identity primary key,
  name text not null,
  url text not null unique check (length(url) <= 2000),
  -- failure, conflict, held, resolved, recovery
  events text[] not null,
  -- sealed by the key-encryption key `key_id`
  secret bytea not null,
  key_id text not null,
  secret_set_at timestamptz not null,
  created_at timestamptz not null,
  created_by text not null default '',
  -- since when nothing was taken; null: the last delivery was
  failing_since timestamptz,
  failures int not null default 0,
  next_at timestamptz not null,
  -- nothing is sent before somebody says so
  paused_at timestamptz,
  paused_why text check (paused_why in ('person', 'failing', 'gone'))
);
create table webhook_delivery (
  -- goes out with the message: the receiver knows by it what it has had already
  id uuid primary key,
  webhook_id int not null references webhook on delete cascade,
  connection_id int,
  event text not null,
  -- what is sent; may grow until it was tried once
  body jsonb not null,
  status text not null default 'waiting' check (status in ('waiting', 'delivered', 'failed')),
  created_at timestamptz not null,
  attempts int not null default 0,
  -- who tries it now has it until then
  claimed_until timestamptz,
  answered_at timestamptz,
  http_status int,
  error text,
  took_ms int
);
create index webhook_delivery_waiting on webhook_delivery (webhook_id, created_at) where status = 'waiting';
create index webhook_delivery_log on webhook_delivery (webhook_id, created_at desc);
create index webhook_delivery_at on webhook_delivery (created_at);
-- How far each connection's happenings were told.
create table webhook_place (
  connection_id int primary key references connection on delete cascade,
  log_id bigint not null,
  held_id bigint not null,
  health text not null,
  told_at timestamptz
);
-- Records whose failure was told and that have not recovered since: told once, however often they fail.
create table webhook_failing (
  link_id int primary key,
  connection_id int not null
);
create index webhook_failing_connection on webhook_failing (connection_id);
-- Conflicts that a person settled, until that was told.
alter table conflict add column settled_told boolean not null default false;
create index conflict_untold on conflict (resolved_at) where not settled_told and status in ('kept', 'turned');

-- An account of an OpenID provider is known by issuer and subject alone; names and addresses change hands.
create table openid_identity (
  issuer text not null,
  subject text not null,
  user_id int not null references app_user on delete cascade,
  -- administrator because of a group at the provider: goes with it
  role_by_group boolean not null default false,
  created_at timestamptz not null,
  used_at timestamptz not null,
  primary key (issuer, subject)
);
create index openid_identity_user on openid_identity (user_id);
-- A log-in on its way through the provider.
create table openid_attempt (
  state_hash bytea primary key,
  -- of a cookie: only the browser that began may end it
  browser_hash bytea not null,
  nonce text not null,
  verifier text not null,
  next text not null,
  expires_at timestamptz not null
);
create index openid_attempt_expiry on openid_attempt (expires_at);
alter table session add column by_openid boolean not null default false;

-- From where a person logged in before: guesses from elsewhere do not slow them down there.
create table known_address (
  user_id int not null references app_user on delete cascade,
  address text not null,
  used_at timestamptz not null,
  primary key (user_id, address)
);
-- That of 0003 begins with the name and the address; these count by one of them.
create index login_failure_name on login_failure (name, at);
create index login_failure_address on login_failure (address, at);

-- Counters of finished turns, by connection. A process that is asked for figures need not be the one that works.
create table sync_metric (
  connection_id int not null references connection on delete cascade,
  name text not null,
  label text not null default '',
  value double precision not null,
  primary key (connection_id, name, label)
);
