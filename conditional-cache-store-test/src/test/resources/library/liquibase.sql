--liquibase formatted sql

--changeset shelf:1
create table shelf (id bigint primary key, name varchar(100) not null);
insert into shelf (id, name) values (1, 'first');
