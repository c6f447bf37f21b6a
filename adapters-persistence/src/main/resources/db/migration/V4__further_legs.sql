-- The recording that this row is a further leg of; null for nearly all.
alter table recording add column continues uuid;
create index recording_legs on recording (continues);
