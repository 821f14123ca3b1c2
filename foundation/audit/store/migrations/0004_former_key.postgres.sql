-- Keys with which checkpoints were signed before the one in use: notes that the key in use has signed, each with a former key and the
-- number of records up to which its checkpoints count.
create table audit_former_key (note text not null primary key);

create trigger audit_former_key_no_change before update or delete on audit_former_key for each row execute function audit_refuse();
create trigger audit_former_key_no_truncate before truncate on audit_former_key for each statement execute function audit_refuse();
