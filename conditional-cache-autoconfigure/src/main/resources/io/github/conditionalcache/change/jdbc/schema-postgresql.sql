create table if not exists conditional_cache_change (
	bucket integer not null,
	id bigint not null,
	primary key (bucket, id)
);
