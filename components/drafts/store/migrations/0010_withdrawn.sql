-- That a draft was withdrawn: by whom, when and why. Nobody reads it any more.
alter table drafts_draft add column withdrawn text;
