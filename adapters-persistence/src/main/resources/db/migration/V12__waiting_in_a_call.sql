-- Each start in a known call asks what waits in it. Without this it reads all that was ever recorded in the call.
-- H2 makes an index of its own for a foreign key, unless there is one that begins with its columns.
alter table recording drop constraint recording_of_call;
drop index recording_by_call;
create index recording_by_call on recording (linked_id, pbx, waits, number desc);
alter table recording add constraint recording_of_call
  foreign key (pbx, linked_id) references call_record (pbx, linked_id);
