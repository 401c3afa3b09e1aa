update shelf set name = 'migrated';
