-- With how many others an entity is linked; see src/store/sqlite/settle-links.ts, which keeps it.
alter table entity add column influence integer not null default 0;
create index entity_by_influence on entity (influence desc, key);
create index entity_by_kind_influence on entity (kind, influence desc, key);

-- With the days, so that all links can be read from the index alone, those of an entity side by side.
drop index relation_out;
create index relation_out on relation
  (from_id, kind, to_id, known_from, known_to, known_gaps, negated, valid_from_day, valid_to_last);

-- How often the relations have changed, by commits; and the last relation that is settled.
create table link_state (
  id integer primary key check (id = 1),
  version integer not null,
  last_relation integer not null
) strict;

-- Entities whose relations have changed since they were settled, new relations aside.
create table link_due (entity_id integer primary key) strict;
create trigger relation_updated after update of from_id, to_id, kind, negated, valid_from_day, valid_to_last, known_from, known_to, known_gaps
on relation begin
  insert or ignore into link_due select value from json_each(json_array(old.from_id, old.to_id, new.from_id, new.to_id)) where value is not null;
end;
create trigger relation_deleted after delete on relation begin
  insert or ignore into link_due select value from json_each(json_array(old.from_id, old.to_id)) where value is not null;
end;

-- The words for the end of time stand in src/records/values.ts.
update entity set influence = (
  select count(*) from (
    select to_id from relation
    where from_id = entity.id and to_id is not null and to_id <> entity.id and negated = 0
      and known_to = '9999-12-31T23:59:59.999Z'
    union
    select from_id from relation
    where to_id = entity.id and from_id <> entity.id and negated = 0 and known_to = '9999-12-31T23:59:59.999Z'
  )
);
insert into link_state select 1, 1, coalesce(max(id), 0) from relation;
