-- What only the server can have signed; empty in rows from before there was a signature.
alter table audit_entry add column proof varchar(64) default '' not null;

-- The chain over the rows of the audit trail (ADR 0014). A row has at most one seal, and places have no gap.
create table audit_seal (
  place bigint primary key,
  entry bigint not null,
  version integer not null,
  sealed_at timestamp(6) with time zone not null,
  digest varchar(64) not null,
  marks varchar(200) not null,
  hash varchar(64) not null,
  mac varchar(64) not null,
  constraint audit_seal_once unique (entry)
);
