-- What bulk linking found, in the order in which it is linked, a batch after the other: of a million customers a million pairs.
-- Unlogged as the stage is: a crash only means to begin again.
create unlogged table match_pair (
  request_id bigint not null,
  place int not null,
  erp_key text not null,
  entity_id int not null,
  value text not null,
  parent_key text,
  last_modified text not null,
  primary key (request_id, place)
);
