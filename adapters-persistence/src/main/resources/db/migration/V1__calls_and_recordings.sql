-- The same for H2 and PostgreSQL. H2 counts UTF-16 units and PostgreSQL code points, so a text of n code points gets 2n.
-- "number" grows with each row: it orders lists and is the place that a cursor names.

create sequence call_record_number start with 1 increment by 50;
create sequence recording_number start with 1 increment by 50;
create sequence audit_entry_number start with 1 increment by 50;

create table call_record (
  number bigint primary key,
  pbx varchar(64) not null,
  linked_id varchar(140) not null,
  subject varchar(140) not null,
  extension varchar(160),
  direction varchar(16) not null,
  caller_number varchar(255) not null,
  connected_number varchar(255) not null,
  started_at timestamp(6) with time zone not null,
  answered_at timestamp(6) with time zone,
  ended_at timestamp(6) with time zone,
  external_reference varchar(510),
  constraint call_record_once unique (pbx, linked_id)
);

create index call_record_newest on call_record (number desc);
create index call_record_by_linked_id on call_record (linked_id, number desc);
create index call_record_by_external_reference on call_record (external_reference, number desc);
create index call_record_in_progress on call_record (pbx, ended_at);

create table call_leg (
  call_number bigint not null,
  place integer not null,
  unique_id varchar(140) not null,
  channel varchar(400) not null,
  extension varchar(160),
  constraint call_leg_key primary key (call_number, place),
  constraint call_leg_of_call foreign key (call_number) references call_record (number)
);

create index call_leg_by_unique_id on call_leg (unique_id, call_number);
create index call_leg_by_extension on call_leg (extension, call_number);

create table recording (
  number bigint primary key,
  id uuid not null,
  pbx varchar(64) not null,
  linked_id varchar(140) not null,
  tag varchar(510) not null,
  unique_id varchar(140) not null,
  channel varchar(400) not null,
  extension varchar(160),
  requested_at timestamp(6) with time zone not null,
  state varchar(16) not null,
  reason varchar(1000),
  monitor varchar(200),
  started_at timestamp(6) with time zone,
  ended_at timestamp(6) with time zone,
  audio_path varchar(200),
  audio_bytes bigint,
  audio_sha256 varchar(64),
  audio_nanos bigint,
  is_private boolean not null,
  deleted boolean not null,
  constraint recording_once unique (id),
  constraint recording_of_call foreign key (pbx, linked_id) references call_record (pbx, linked_id)
);

create index recording_newest on recording (number desc);
create index recording_by_tag on recording (tag, number desc);
create index recording_by_extension on recording (extension, number desc);
create index recording_by_call on recording (linked_id, number desc);
create index recording_by_state on recording (state, pbx);

create table audit_entry (
  number bigint primary key,
  happened_at timestamp(6) with time zone not null,
  client varchar(200) not null,
  address varchar(100) not null,
  action varchar(100) not null,
  username varchar(200),
  subject varchar(510) not null,
  recording_id uuid,
  result varchar(100) not null,
  reason varchar(1000) not null
);

create table administrator (
  name varchar(200) primary key,
  password_hash varchar(500) not null
);
