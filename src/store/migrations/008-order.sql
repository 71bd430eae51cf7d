-- What a list is ordered by stands beside what it is found by, so that its first rows are read from one index, without a sort.
create table statement_about_new (
  statement_id integer not null references statement (id),
  position integer not null,
  entity_id integer not null references entity (id),
  said_day text, -- that of the statement
  key text not null, -- that of the statement
  primary key (statement_id, position)
) strict, without rowid;
insert into statement_about_new (statement_id, position, entity_id, said_day, key)
  select a.statement_id, a.position, a.entity_id, s.said_day, s.key
  from statement_about a join statement s on s.id = a.statement_id order by a.statement_id, a.position;
drop table statement_about;
alter table statement_about_new rename to statement_about;
create index statement_about_by_entity on statement_about (entity_id, said_day desc, key);
create trigger statement_about_follows after update of key, said_day on statement begin
  update statement_about set key = new.key, said_day = new.said_day where statement_id = new.id;
end;

create index figure_by_subject_key on figure (subject_id, key);

-- The subjects that have a value of a property, each with what it is ordered by; see src/store/sqlite/settle-subjects.ts, which
-- keeps it. A row has the id of its property.
create table subject_by_value (
  id integer primary key,
  name text not null,
  value text not null,
  subject integer not null,
  subject_kind text not null,
  subject_label text not null,
  subject_key text not null,
  alone integer not null, -- whether the subject has no other property of that name
  known_from text not null,
  known_to text not null,
  known_gaps integer not null
) strict;
create table subject_state (
  id integer primary key check (id = 1),
  last_property integer not null
) strict;

-- Entities whose rows there have to be made anew, new properties aside.
create table subject_due (entity_id integer primary key) strict;
create trigger subject_due_updated after update of subject_id, name, value, known_from, known_to, known_gaps on property
when 'COUNTRY' in (old.name, new.name) begin
  delete from subject_by_value where id = old.id;
  insert or ignore into subject_due values (old.subject_id), (new.subject_id);
end;
create trigger subject_due_deleted after delete on property when old.name = 'COUNTRY' begin
  delete from subject_by_value where id = old.id;
  insert or ignore into subject_due values (old.subject_id);
end;
create trigger subject_due_entity after update of key, kind, label on entity
when (old.key, old.kind, old.label) is not (new.key, new.kind, new.label) begin
  insert or ignore into subject_due values (new.id);
end;

insert into subject_by_value
  select p.id, p.name, p.value, p.subject_id, e.kind, e.label, e.key,
    not exists (select 1 from property q where q.subject_id = p.subject_id and q.name = p.name and q.id <> p.id),
    p.known_from, p.known_to, p.known_gaps
  from property p join entity e on e.id = p.subject_id where p.name = 'COUNTRY' order by p.id;
create index subject_by_value_label on subject_by_value
  (name, value, subject_kind, subject_label, subject_key, alone, known_from, known_to, known_gaps, subject);
insert into subject_state select 1, coalesce(max(id), 0) from property;
