-- What is known of requests that were denied before it was known who made them: counts, of which old ones are removed.
-- Anybody can make as many of them as he likes, so they have no place in audit_entry, which keeps all for ever (ADR 0040).
create sequence denied_access_number start with 1 increment by 50;

create table denied_access (
  number bigint primary key,
  first_at timestamp(6) with time zone not null,
  last_at timestamp(6) with time zone not null,
  network varchar(100) not null,
  address varchar(100) not null,
  action varchar(100) not null,
  subject varchar(510) not null,
  result varchar(100) not null,
  reason varchar(1000) not null,
  requests bigint not null
);
