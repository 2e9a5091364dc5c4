-- Tokens with scope and last use, one-time links for users, sessions that can be shown and ended one by one.
update api_token set scope = 'settings' where scope not in ('read', 'use', 'settings');
-- A name tells a person's tokens apart.
update api_token t set name = t.name || ' ' || t.id
where exists (select from api_token o where o.user_id = t.user_id and lower(o.name) = lower(t.name) and o.id < t.id);
alter table api_token
  alter column scope set default 'read',
  add constraint api_token_scope check (scope in ('read', 'use', 'settings')),
  add column used_at timestamptz;
create unique index api_token_name on api_token (user_id, lower(name));

-- Through it a user chooses a password, once; a newer link makes the older one void.
create table user_link (
  user_id int primary key references app_user on delete cascade,
  hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

alter table session
  -- by which a person ends one of theirs; the cookie's hash stays inside
  add column no int generated always as identity unique,
  add column address text not null default '',
  add column agent text not null default '';
