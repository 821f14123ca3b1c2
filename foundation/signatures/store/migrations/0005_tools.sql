-- Tools of cryptographic protection with their documents of conformity. `data` is the whole tool as JSON.
create table signatures_tool (
    id text primary key,
    name text not null,
    revision bigint not null,
    data text not null
);
-- What comes with the program, without documents: marked until they are entered.
insert into signatures_tool (id, name, revision, data) values
    ('0199c000-0000-7000-8000-000000000001', 'PKI.js, WebCrypto', 0,
     '{"id":"0199c000-0000-7000-8000-000000000001","name":"PKI.js, WebCrypto","maker":"PeculiarVentures","way":"file","resolution":null,"regulation":null,"on":true,"decision":null,"told":[],"changed_at":0}'),
    ('0199c000-0000-7000-8000-000000000002', 'NCALayer', 0,
     '{"id":"0199c000-0000-7000-8000-000000000002","name":"NCALayer","maker":"«Ұлттық ақпараттық технологиялар» АҚ","way":"ncalayer","resolution":null,"regulation":null,"on":true,"decision":null,"told":[],"changed_at":0}'),
    ('0199c000-0000-7000-8000-000000000003', 'Orda EDS', 0,
     '{"id":"0199c000-0000-7000-8000-000000000003","name":"Orda EDS","maker":"Orda","way":null,"resolution":null,"regulation":null,"on":true,"decision":null,"told":[],"changed_at":0}'),
    ('0199c000-0000-7000-8000-000000000004', 'AWS-LC (aws-lc-rs)', 0,
     '{"id":"0199c000-0000-7000-8000-000000000004","name":"AWS-LC (aws-lc-rs)","maker":"Amazon Web Services","way":null,"resolution":null,"regulation":null,"on":true,"decision":null,"told":[],"changed_at":0}');
