-- How an ERP writes numbers and dates where its connector does not encode them, such as de-DE; blank: it encodes them.
alter table connection add column culture text not null default '';
