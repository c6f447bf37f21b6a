-- The audit row that a start will leave when all goes well, from before the PBX is told until the row is in audit_entry.
-- What is found here at a start of the server was lost with the one before.
create table announced_audit_entry (
  recording_id uuid primary key,
  happened_at timestamp(6) with time zone not null,
  client varchar(200) not null,
  address varchar(100) not null,
  action varchar(100) not null,
  username varchar(200),
  subject varchar(510) not null,
  result varchar(100) not null,
  reason varchar(1000) not null
);
