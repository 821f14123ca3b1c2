-- The evidence record (RFC 4998) over a signature with its evidence: renewals after the first evidence share one stamp.
alter table signatures_evidence add column record bytea;
