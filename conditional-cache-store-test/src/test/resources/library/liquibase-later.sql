--liquibase formatted sql

--changeset shelf:later
update shelf set name = 'migrated';
