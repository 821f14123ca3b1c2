-- Keys with which checkpoints were signed before the one in use: notes that the key in use has signed, each with a former key and the
-- number of records up to which its checkpoints count.
create table audit_former_key (note text not null primary key);

create trigger audit_former_key_no_update before update on audit_former_key
begin
    select raise(abort, 'this is never changed');
end;
create trigger audit_former_key_no_delete before delete on audit_former_key
begin
    select raise(abort, 'this is never removed');
end;
