-- True where the channel has left its call and the recording goes on as soon as somebody else talks in it.
alter table recording add column waits boolean default false not null;
