-- Texts are compared byte by byte already.
select 1;
