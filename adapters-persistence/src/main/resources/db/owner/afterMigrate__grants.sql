-- What the user of the running server may do, where another one owns the tables. Done after each migration.
grant usage on schema "${flyway:defaultSchema}" to "${runner}";
grant select, insert, update, delete on all tables in schema "${flyway:defaultSchema}" to "${runner}";
grant usage, select on all sequences in schema "${flyway:defaultSchema}" to "${runner}";

-- nobody who gets hold of the server can change what was written down
revoke all on audit_entry, audit_seal, flyway_schema_history from "${runner}";
grant select, insert on audit_entry, audit_seal to "${runner}";
grant select on flyway_schema_history to "${runner}";
