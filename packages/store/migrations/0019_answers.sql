-- Answers to changes that a page sent under a key of its own: sent again, since the answer was lost on its way, a change is
-- answered from here and not made again. An answer may hold a link or a token that is shown once, so it is sealed under the
-- page's key, of which only a hash stands here.
create table answer_kept (
  key bytea primary key,
  -- Hash of what was sent; null: something else was sent since, and told of what stands here
  body bytea,
  -- null: it is being worked on
  answer bytea,
  at timestamptz not null
);
create index answer_kept_at on answer_kept (at);
