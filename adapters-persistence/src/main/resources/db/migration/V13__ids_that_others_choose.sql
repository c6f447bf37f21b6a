-- Whoever originates a call may choose the ids of its channels, up to 150 characters (V1 says why that is 300 here).
alter table call_record alter column linked_id set data type varchar(300);
alter table call_record alter column subject set data type varchar(300);
alter table call_leg alter column unique_id set data type varchar(300);
alter table recording alter column linked_id set data type varchar(300);
alter table recording alter column unique_id set data type varchar(300);
