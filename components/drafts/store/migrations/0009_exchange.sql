-- What waits to be handed over to the exchange of letters, in order of `place`.
create table drafts_exchange (
    letter_id text not null,
    what text not null,
    draft_id text not null,
    place bigint not null,
    primary key (letter_id, what)
);
create index drafts_exchange_place on drafts_exchange (place, letter_id);

-- Letters of the time before the exchange are handed over too, and that they were registered.
insert into drafts_exchange (letter_id, what, draft_id, place)
select id, 'letter', draft_id, sent_at from drafts_letter;
insert into drafts_exchange (letter_id, what, draft_id, place)
select l.id, 'registered', l.draft_id, (select max(sent_at) + 1 from drafts_letter)
from drafts_letter l join drafts_approval a on a.draft_id = l.draft_id and a.version = l.version and a.body = l.addressee
where l.kind = 'cover' and a.state not in ('letter_sent', 'not_delivered');
