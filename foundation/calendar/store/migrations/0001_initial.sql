-- Days of which administrators say something: worked or not, whatever came with the program.
create table calendar_day (
    day text primary key,
    works bigint not null,
    name_kk text not null,
    name_ru text not null,
    name_en text not null,
    entered_at bigint not null
);
