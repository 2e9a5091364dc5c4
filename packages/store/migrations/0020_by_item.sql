-- A whole table sorted by a list comes item by item, each by id: an index for each of the lists' columns that holds both.
drop index company_category;
drop index company_business;
drop index company_country;
create index company_category on company (category, id) where not deleted;
create index company_business on company (business, id) where not deleted;
create index company_country on company (country, id) where not deleted;
create index person_position on person ("position", id) where not deleted;
create index person_country on person (country, id) where not deleted;
create index project_type on project (type, id) where not deleted;
create index project_status on project (status, id) where not deleted;
