-- Refuses what grants cannot refuse: what the owner of the tables does by mistake. Where the server itself is the owner
-- this is all there is.
create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are only ever added', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change_of_audit();

create trigger audit_seal_append_only before update or delete or truncate on audit_seal
  for each statement execute function refuse_change_of_audit();
