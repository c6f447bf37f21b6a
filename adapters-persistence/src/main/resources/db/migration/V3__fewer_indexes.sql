-- Each index is one more thing to write with each start and stop, so those go that another can stand in for.

-- what is open on a PBX is little, and recording_open_in_call begins with the state
drop index recording_by_state;

-- H2 makes an index of its own for a foreign key, unless there is one that begins with its columns
alter table recording drop constraint recording_of_call;
drop index recording_by_call;
create index recording_by_call on recording (linked_id, pbx, number desc);
alter table recording add constraint recording_of_call
  foreign key (pbx, linked_id) references call_record (pbx, linked_id);
