-- The users and clients that are kept here beside those of the settings. Lists are comma lists: nobody searches in them.

create sequence listener_number start with 1 increment by 50;
create sequence client_system_number start with 1 increment by 50;

create table listener (
  number bigint primary key,
  name varchar(200) not null,
  user_group varchar(16) not null,
  team varchar(200),
  extensions varchar(100000) not null,
  enabled boolean not null,
  constraint listener_once unique (name)
);

create index listener_by_team on listener (team);

create table client_system (
  number bigint primary key,
  name varchar(200) not null,
  permissions varchar(100) not null,
  pbxs varchar(100000),
  extensions varchar(100000),
  enabled boolean not null,
  constraint client_system_once unique (name)
);

create table client_secret (
  client_number bigint not null,
  place integer not null,
  secret_number integer not null,
  hash varchar(500) not null,
  made_at timestamp(6) with time zone not null,
  valid_until timestamp(6) with time zone,
  constraint client_secret_key primary key (client_number, place),
  constraint client_secret_of_client foreign key (client_number) references client_system (number)
);
