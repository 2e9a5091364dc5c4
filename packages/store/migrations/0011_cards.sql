-- What `kobling connection check` measured, {url, at, by, wrote, passed, card, lines}: the card of the connection as long as its
-- connector has that address. `card` beside it keeps what the hub learnt by itself (H23).
alter table connection add column checked jsonb;
