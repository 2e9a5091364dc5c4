-- A small ERP to try the connector on. One counter numbers all changes, raised by triggers: so a change is seen whichever
-- program made it. Values are kept as the text they came as, so that no amount passes through a float.
create table counter (last integer not null);
insert into counter values (0);
create table customer (
  id integer primary key autoincrement,
  name text not null,
  phone text not null default '',
  vat text not null default '',
  grp text not null default '',
  credit text not null default '',
  blocked text not null default '',
  since text not null default '',
  balance text not null default '0',
  changed integer
);
create table person (
  id integer primary key autoincrement,
  customer integer not null references customer,
  name text not null,
  mobile text not null default '',
  changed integer
);
create index customer_changed on customer (changed);
create index person_changed on person (changed);
create trigger customer_made after insert on customer begin
  update counter set last = last + 1;
  update customer set changed = (select last from counter) where id = new.id;
end;
create trigger customer_edited after update of name, phone, vat, grp, credit, blocked, since, balance on customer begin
  update counter set last = last + 1;
  update customer set changed = (select last from counter) where id = new.id;
end;
create trigger person_made after insert on person begin
  update counter set last = last + 1;
  update person set changed = (select last from counter) where id = new.id;
end;
create trigger person_edited after update of customer, name, mobile on person begin
  update counter set last = last + 1;
  update person set changed = (select last from counter) where id = new.id;
end;

insert into customer (name, phone, vat, grp, credit, blocked, since) values
  ('Nordlys Handel', '+47 22 33 44 55', 'NO 987654321', 'retail', '10000', '0', '2015-03-01T00:00:00'),
  ('Blåbær & Sønn', '', 'NO 912345678', 'retail', '2500.5', '0', '2019-11-12T00:00:00'),
  ('Havn Verft', '+47 55 66 77 88', '', 'export', '', '1', '');
insert into person (customer, name, mobile) values (1, 'Ada Berg', '+47 91 00 00 01'), (3, 'Bo Lie', '');
