-- Plans that can be approved in part and applied hours later (H35), and fields that wait for one (H19).

alter table plan drop constraint plan_status_check;
alter table plan add constraint plan_status_check check (status in
  ('building', 'open', 'approved', 'applying', 'applied', 'rejected', 'expired', 'void'));
-- How it was decided, so that it can be decided again: { mode, keepOverBlank, fields? }.
alter table plan add column scope jsonb not null default '{}';
-- Rows by action, reason and field, counted once when the plan is complete.
alter table plan add column summary jsonb not null default '[]';
alter table plan add column records int not null default 0;
alter table plan add column decided_by text;
alter table plan add column decided_at timestamptz;
alter table plan add column ended_at timestamptz;
alter table plan add column run_id int;
create index plan_connection on plan (connection_id, id desc);
create index plan_expiry on plan (expires_at) where status in ('building', 'open', 'approved', 'applying');

-- With both values, link generation and base, all that "changed" means; a row without `target` only tells.
alter table plan_row add column actor_type text;
alter table plan_row add column field_version int;
alter table plan_row add column erp_rank int;
alter table plan_row add column crm_rank int;
-- Undo: { undoes, base } of the log row that is put back.
alter table plan_row add column undo jsonb;
-- Why it was left out: { code, message, from?, to? }.
alter table plan_row add column skip jsonb;
-- The write to the ERP that carries it, until that is settled.
alter table plan_row add column intent_id bigint;
alter table plan_row add constraint plan_row_status_check check (status in
  ('open', 'approved', 'sent', 'applied', 'skipped', 'rejected'));
create index plan_row_to_do on plan_row (plan_id, status, link_id, row_no) where status in ('open', 'approved', 'sent');

-- A newly mapped field that cycles leave alone until its plan is applied or rejected. Outlives the plan: one that
-- expired is made again, it does not let the values flow.
create table field_waiting (
  connection_id int not null references connection on delete cascade,
  actor_type text not null,
  erp_field text not null,
  plan_id bigint references plan on delete set null,
  since timestamptz not null default now(),
  primary key (connection_id, actor_type, erp_field)
);
