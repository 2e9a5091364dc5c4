-- What people keep of the CRM's screens: selections, and which record a form has already added.

-- A static set of records of one kind. Everyone who works in the CRM sees it; by_name made it.
create table selection (
  id int generated always as identity primary key,
  entity text not null check (entity in ('company', 'person', 'project')),
  name text not null,
  by_name text not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create table selection_member (
  selection_id int not null references selection on delete cascade,
  entity_id int not null,
  primary key (selection_id, entity_id)
);
create index selection_member_entity on selection_member (entity_id);

-- Keys of forms that have been sent: one that is sent again, after an answer was lost, adds nothing.
create table form_sent (
  key uuid primary key,
  entity text not null,
  entity_id int not null,
  at timestamptz not null default now()
);
create index form_sent_at on form_sent (at);

-- The other texts that the list of companies shows at first: a press on their heads asks for the first hundred of a million.
create index company_by_number on company (lower(number), id) where not deleted;
create index company_by_city on company (lower(postal_city), id) where not deleted;
create index company_by_phone on company (lower(phone), id) where not deleted;
