-- Is the text in the index of words? Of what was posted before there was an index nobody knows: it is looked at again.
alter table drafts_text add column indexed bigint not null default 0;
create index drafts_text_indexed on drafts_text (indexed);
