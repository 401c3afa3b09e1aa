create table book (id int primary key);
create view title as select id from book;
