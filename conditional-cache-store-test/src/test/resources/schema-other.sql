create table if not exists other_table (
	bucket integer not null,
	id bigint not null,
	primary key (bucket, id)
);
