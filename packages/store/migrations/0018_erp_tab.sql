-- What the ERP tab last read of a connected actor: shown with its age while the ERP does not answer. Of the pair that was read:
-- under another key it says nothing.
create table erp_tab_seen (
  link_id int primary key references link on delete cascade,
  erp_key text not null,
  -- ERP field -> canonical value
  fields jsonb not null,
  at timestamptz not null
);
