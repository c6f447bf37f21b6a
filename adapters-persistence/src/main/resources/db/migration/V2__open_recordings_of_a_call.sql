-- Each start and stop asks what is being recorded in a call. Without this it reads all that was ever recorded in it.
-- The state comes first: H2 looks up each of several states only in the first column of an index.
create index recording_open_in_call on recording (state, linked_id, pbx);
