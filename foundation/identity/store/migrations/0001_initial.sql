-- One row: its version grows with every change of the directory, and its lock puts changes one after another.
create table identity_state (
  id bigint primary key,
  version bigint not null
);
insert into identity_state (id, version) values (1, 1);

create table identity_body (
  id text primary key,
  bin text not null unique,
  kind text not null,
  name text not null,
  short_name text not null,
  parent_id text references identity_body (id),
  active bigint not null
);

create table identity_unit (
  id text primary key,
  body_id text not null references identity_body (id),
  parent_id text references identity_unit (id),
  name text not null,
  active bigint not null
);

create table identity_person (
  id text primary key,
  iin text not null unique,
  surname text not null,
  given_name text not null,
  patronymic text not null,
  email text,
  language text not null,
  login text unique,
  active bigint not null,
  created_at bigint not null
);

create table identity_position (
  id text primary key,
  person_id text not null references identity_person (id),
  body_id text not null references identity_body (id),
  unit_id text references identity_unit (id),
  title text not null,
  since_day text not null,
  until_day text
);

-- body_id is null for a role in the whole portal.
create table identity_grant (
  id text primary key,
  person_id text not null references identity_person (id),
  role text not null,
  body_id text references identity_body (id),
  granted_at bigint not null
);
create unique index identity_grant_in_body on identity_grant (person_id, role, body_id) where body_id is not null;
create unique index identity_grant_in_portal on identity_grant (person_id, role) where body_id is null;
create unique index identity_grant_one_head on identity_grant (body_id) where role = 'head_of_body';

create table identity_acting (
  id text primary key,
  body_id text not null references identity_body (id),
  person_id text not null references identity_person (id),
  in_place_of_id text not null references identity_person (id),
  from_day text not null,
  until_day text not null
);

create table identity_system (
  id text primary key,
  name text not null unique,
  roles text not null,
  token_digest text not null unique,
  expires_at bigint not null,
  revoked_at bigint,
  created_at bigint not null
);

create table identity_password (
  person_id text primary key references identity_person (id),
  hash text not null,
  must_change bigint not null,
  set_at bigint not null
);

create table identity_session (
  id text primary key,
  person_id text not null references identity_person (id),
  token_digest text not null unique,
  method text not null,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  address text not null,
  agent text not null
);
create index identity_session_of_person on identity_session (person_id, seen_at);
create index identity_session_end on identity_session (expires_at);

create table identity_attempt (
  attempt_key text primary key,
  failures bigint not null,
  last_at bigint not null,
  locked_until bigint not null
);

create table identity_challenge (
  id text primary key,
  content bytea not null,
  expires_at bigint not null
);
create index identity_challenge_end on identity_challenge (expires_at);
