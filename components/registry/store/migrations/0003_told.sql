-- For which missed update period of a data set its keepers were told: no period is told of twice.
create table registry_told (
    data_set text primary key,
    due text not null
);
