-- Second factors: programs for codes (their secret is sealed) and passkeys (their public key).
create table identity_factor (
  id text primary key,
  person_id text not null references identity_person (id),
  kind text not null,
  name text not null,
  material bytea not null,
  credential text,
  counter bigint not null,
  confirmed bigint not null,
  created_at bigint not null,
  used_at bigint
);
create index identity_factor_of_person on identity_factor (person_id, created_at);
create unique index identity_factor_credential on identity_factor (credential) where credential is not null;

-- Codes for the day the second factor is lost: digests alone.
create table identity_recovery (
  code_digest text primary key,
  person_id text not null references identity_person (id),
  used_at bigint
);
create index identity_recovery_of_person on identity_recovery (person_id);

alter table identity_session add column awaits_second bigint not null default 0;
alter table identity_session add column proven_at bigint not null default 0;
