-- A small ERP to try the example connector on: node --input-type=module -e "…" in docs/write-a-connector.md makes the file.
-- One counter numbers all changes, raised by triggers: so a change is seen whichever program made it.
create table counter (last integer not null);
insert into counter values (0);
create table customer (
  id integer primary key autoincrement,
  name text not null,
  phone text not null default '',
  vat text not null default '',
  credit text not null default '',
  blocked text not null default '',
  changed integer
);
create index customer_changed on customer (changed);
create trigger customer_made after insert on customer begin
  update counter set last = last + 1;
  update customer set changed = (select last from counter) where id = new.id;
end;
create trigger customer_edited after update of name, phone, vat, credit, blocked on customer begin
  update counter set last = last + 1;
  update customer set changed = (select last from counter) where id = new.id;
end;
insert into customer (name, phone, vat, credit, blocked) values
  ('Nordlys Handel', '+47 22 33 44 55', 'NO 987654321', '10000', '0'),
  ('Blåbær & Sønn', '', 'NO 912345678', '2500.50', '0'),
  ('Havn Verft', '+47 55 66 77 88', '', '', '1');
