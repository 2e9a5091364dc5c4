-- The hub's own key pairs, with which it proves to registered applications who it is. Made at first use.
create table hub_key (
  -- `current` signs; `next` is shown, so that applications know it before it signs
  state text primary key check (state in ('current', 'next')),
  kid text not null,
  public_pem text not null,
  -- the private half, sealed by the key-encryption key `key_id`
  sealed bytea not null,
  key_id text not null,
  created_at timestamptz not null default now()
);
