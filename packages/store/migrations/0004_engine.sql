-- What the engine's store needs beyond 0002: requests that outlive their worker, whole plan rows, links as history.

-- The lease token of the worker that runs it: a running request of another token was left behind and is resumed.
alter table request add column token bigint;

-- A plan row says in full what would happen, so that it can be shown and decided on hours later (H35).
alter table plan_row add column entity text;
alter table plan_row add column entity_id int;
alter table plan_row add column erp_key text;
alter table plan_row add column crm_field text;
alter table plan_row add column target text check (target in ('crm', 'erp'));

-- The generation of a link that is made again is found among the broken ones (H17).
create index link_history on link (connection_id, entity, entity_id) where state = 'broken';
-- Running requests by connection and the newest first for lists.
create index request_connection on request (connection_id, id desc);
-- Counting conflicts and rows of a minute without reading the whole log.
create index sync_log_at on sync_log using brin (at);

-- A base moves far more often than an index key of its link: with room in the page the indexes are left alone, which
-- makes such an update twice as fast.
alter table link set (fillfactor = 60);
