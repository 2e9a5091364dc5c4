-- Sessions, tokens, audit.

create table session (
  -- sha-256 of the cookie's value
  id_hash bytea primary key,
  user_id int not null references app_user on delete cascade,
  csrf text not null,
  created_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create table api_token (
  id int generated always as identity primary key,
  user_id int not null references app_user on delete cascade,
  name text not null,
  hash bytea not null unique,
  scope text not null default 'all',
  created_at timestamptz not null default now(),
  expires_at timestamptz
);
-- The one-time link that makes the first administrator.
create table setup_link (
  hash bytea primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create table login_failure (
  name text not null,
  address text not null,
  at timestamptz not null default now()
);
create index login_failure_at on login_failure (name, address, at);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  by_name text not null,
  action text not null,
  subject text not null,
  old jsonb,
  new jsonb
);
