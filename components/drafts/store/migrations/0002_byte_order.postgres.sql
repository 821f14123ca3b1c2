-- Prefixes and sort keys are compared byte by byte, as the embedded database does by itself.
alter table drafts_word alter column word type text collate "C";
alter table drafts_reader alter column title type text collate "C";
