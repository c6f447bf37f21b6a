-- Each start and stop asks what is being recorded in a call. Without this it reads all that was ever recorded in it.
create index recording_open_in_call on recording (linked_id, pbx, state);
