-- The sweep takes links that were looked at at the same time in the order of their ids: the same way each time.
drop index link_verify;
create index link_verify on link (connection_id, verified_at nulls first, id) where state not in ('broken', 'creating');
