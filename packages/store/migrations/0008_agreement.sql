-- How far the linked records agree, as audits found it (spec 06.6). The score of each audit stays; what differed is kept of the
-- newest only.
create table agreement (
  id int generated always as identity primary key,
  connection_id int not null references connection (id),
  request_id bigint not null unique,
  by_name text not null default '',
  status text not null default 'running' check (status in ('running', 'done', 'failed', 'cancelled')),
  started_at timestamptz not null,
  ended_at timestamptz,
  -- where it goes on after an interruption
  actor_type text,
  after_key text collate "C",
  pairs int not null default 0,
  agreeing int not null default 0,
  -- of those, by hash and version alone
  by_hash int not null default 0,
  -- reason to differing pairs; reason to findings
  reasons jsonb not null default '{}',
  findings jsonb not null default '{}'
);
create index agreement_connection on agreement (connection_id, id desc);

-- One field of a pair that differs, or the pair as a whole.
create table agreement_finding (
  audit_id int not null references agreement (id) on delete cascade,
  no int not null,
  link_id int not null,
  entity text not null,
  entity_id int not null,
  actor_type text not null,
  erp_key text,
  erp_field text,
  crm_field text,
  reason text not null,
  erp_value text,
  crm_value text,
  primary key (audit_id, no)
);
create index agreement_finding_reason on agreement_finding (audit_id, reason, no);
create index agreement_finding_link on agreement_finding (audit_id, link_id);
