-- The embedded CRM: companies, persons, projects, lists, user-defined fields, users and groups, and the change feed.
-- Texts are never null: '' is blank. Values the sync reads come out as text, so columns cast cleanly both ways.

create table setting (
  key text primary key,
  value jsonb not null
);

create table app_user (
  id int generated always as identity primary key,
  name text not null,
  full_name text not null default '',
  email text not null default '',
  -- scrypt, in the form algorithm$parameters$salt$hash; null: cannot log in with a password
  password_hash text,
  role text not null default 'user' check (role in ('administrator', 'user')),
  licensed boolean not null default false,
  active boolean not null default true,
  language text not null default 'en',
  created_at timestamptz not null default now()
);
create unique index app_user_name on app_user (lower(name));

create table app_group (
  id int generated always as identity primary key,
  name text not null unique
);
create table group_member (
  group_id int not null references app_group on delete cascade,
  user_id int not null references app_user on delete cascade,
  primary key (group_id, user_id)
);

create table crm_list (
  id int generated always as identity primary key,
  name text not null unique,
  label text not null
);
create table crm_list_item (
  id int generated always as identity primary key,
  list_id int not null references crm_list on delete cascade,
  name text not null,
  rank int not null default 0,
  deleted boolean not null default false
);
create index crm_list_item_list on crm_list_item (list_id, rank, id);
-- Lists that the fixed fields use; their items are the administrator's.
insert into crm_list (name, label) values
  ('category', 'Category'), ('business', 'Business'), ('country', 'Country'),
  ('position', 'Position'), ('projectType', 'Project type'), ('projectStatus', 'Project status');

create table udef_field (
  id int generated always as identity primary key,
  entity text not null check (entity in ('company', 'person', 'project')),
  key text not null,
  label text not null,
  type text not null check (type in ('text', 'integer', 'decimal', 'checkbox', 'date', 'datetime', 'list')),
  list_name text,
  max_length int not null default 0,
  rank int not null default 0,
  unique (entity, key)
);

-- version: raised by every write, for compare-and-set and stale forms (H12).
-- origin: CRM field -> { writer: version of its last write }; writer '0' is a person or an import (H28).
create table company (
  id int generated always as identity primary key,
  name text not null default '',
  department text not null default '',
  number text not null default '',
  code text not null default '',
  vat_number text not null default '',
  phone text not null default '',
  email text not null default '',
  fax text not null default '',
  website text not null default '',
  category int references crm_list_item,
  business int references crm_list_item,
  country int references crm_list_item,
  postal_line1 text not null default '',
  postal_line2 text not null default '',
  postal_line3 text not null default '',
  postal_zip text not null default '',
  postal_city text not null default '',
  postal_county text not null default '',
  postal_state text not null default '',
  street_line1 text not null default '',
  street_line2 text not null default '',
  street_line3 text not null default '',
  street_zip text not null default '',
  street_city text not null default '',
  street_county text not null default '',
  street_state text not null default '',
  registration_date date,
  text text not null default '',
  udef jsonb not null default '{}',
  origin jsonb not null default '{}',
  version bigint not null default 1,
  deleted boolean not null default false,
  merged_into int references company,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index company_name on company (lower(name), id) where not deleted;
create index company_number on company (number) where number <> '' and not deleted;
create index company_vat on company (vat_number) where vat_number <> '' and not deleted;

create table person (
  id int generated always as identity primary key,
  company_id int references company,
  first_name text not null default '',
  middle_name text not null default '',
  last_name text not null default '',
  title text not null default '',
  position int references crm_list_item,
  number text not null default '',
  phone text not null default '',
  mobile text not null default '',
  private_phone text not null default '',
  other_phone text not null default '',
  email text not null default '',
  website text not null default '',
  birth_date date,
  postal_line1 text not null default '',
  postal_line2 text not null default '',
  postal_line3 text not null default '',
  postal_zip text not null default '',
  postal_city text not null default '',
  postal_county text not null default '',
  postal_state text not null default '',
  country int references crm_list_item,
  text text not null default '',
  udef jsonb not null default '{}',
  origin jsonb not null default '{}',
  version bigint not null default 1,
  deleted boolean not null default false,
  merged_into int references person,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index person_company on person (company_id) where not deleted;
create index person_name on person (lower(last_name), lower(first_name), id) where not deleted;

create table project (
  id int generated always as identity primary key,
  name text not null default '',
  number text not null default '',
  type int references crm_list_item,
  status int references crm_list_item,
  end_date date,
  website text not null default '',
  text text not null default '',
  udef jsonb not null default '{}',
  origin jsonb not null default '{}',
  version bigint not null default 1,
  deleted boolean not null default false,
  merged_into int references project,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index project_name on project (lower(name), id) where not deleted;
create index project_number on project (number) where number <> '' and not deleted;

create table project_member (
  project_id int not null references project on delete cascade,
  person_id int not null references person on delete cascade,
  primary key (project_id, person_id)
);

-- The change feed. A reader takes rows with xid below the oldest running transaction, so a late commit is never
-- skipped; a position is (epoch, xid, seq). An epoch ends when the cluster changed under the data (H11).
create table feed_epoch (
  epoch int generated always as identity primary key,
  -- pg_control_system().system_identifier of the cluster this epoch was begun on
  system_identifier bigint not null,
  restore_counter int not null default 0,
  begun_at timestamptz not null default now()
);
-- No primary key: rows are found by place or by entity, and one index less writes up to half as many rows again a second.
create table crm_change (
  seq bigint not null generated always as identity,
  epoch int not null,
  xid xid8 not null default pg_current_xact_id(),
  entity text not null check (entity in ('company', 'person', 'project')),
  entity_id int not null,
  op text not null check (op in ('create', 'update', 'delete', 'merge')),
  fields text[] not null default '{}',
  survivor int,
  -- connection that wrote it; 0: a person or an import
  writer int not null default 0,
  by_name text not null default '',
  at timestamptz not null default now()
);
create unique index crm_change_order on crm_change (epoch, xid, seq);
create index crm_change_entity on crm_change (entity, entity_id, seq);
