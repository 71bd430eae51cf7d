-- What was merged into an entity is asked for its lists, and which merge moved a row when that row is corrected.
create index entity_by_canonical on entity (canonical_id) where canonical_id is not null;
create index merge_move_by_row on merge_move (place, row_key);

-- What is said of a list of an entity from one time on; it stands until the next.
create table coverage_new (
  id integer primary key,
  entity_id integer not null references entity (id),
  list text not null,
  completeness text not null,
  asserter_id integer references entity (id),
  source_id integer references source (id),
  passage_id integer references passage (id),
  known_from text not null
) strict;
insert into coverage_new (entity_id, list, completeness, asserter_id, source_id, passage_id, known_from)
  select entity_id, list, completeness, asserter_id, source_id, passage_id, known_from from coverage order by entity_id, list;
update merge_move set row_key = (
    select json_array(c.id) from coverage_new c where c.entity_id = row_key ->> '$[0]' and c.list = row_key ->> '$[1]')
  where place = 'coverage.asserter_id';
drop table coverage;
alter table coverage_new rename to coverage;
create unique index coverage_by_list on coverage (entity_id, list, known_from);
