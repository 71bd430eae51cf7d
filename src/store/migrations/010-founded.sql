-- With the subjects by value stands when they were founded, so that a list by value that asks for it reads one index. What stands
-- there suffices where that is said by at most one property, all of the time from `founded_from` to `founded_to`.
drop table subject_by_value;
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
  known_gaps integer not null,
  founded_on text,
  founded_from text,
  founded_to text,
  founded_alone integer not null -- whether that suffices
) strict;

drop trigger subject_due_updated;
create trigger subject_due_updated after update of subject_id, name, value, known_from, known_to, known_gaps on property
when 'COUNTRY' in (old.name, new.name) or 'FOUNDED_ON' in (old.name, new.name) begin
  delete from subject_by_value where id = old.id;
  insert or ignore into subject_due values (old.subject_id), (new.subject_id);
end;
drop trigger subject_due_deleted;
create trigger subject_due_deleted after delete on property when old.name in ('COUNTRY', 'FOUNDED_ON') begin
  delete from subject_by_value where id = old.id;
  insert or ignore into subject_due values (old.subject_id);
end;

insert into subject_by_value
  select p.id, p.name, p.value, p.subject_id, e.kind, e.label, e.key,
    not exists (select 1 from property q where q.subject_id = p.subject_id and q.name = p.name and q.id <> p.id),
    p.known_from, p.known_to, p.known_gaps, f.value, f.known_from, f.known_to,
    coalesce(f.known_gaps, 0) = 0
      and not exists (select 1 from property q where q.subject_id = p.subject_id and q.name = 'FOUNDED_ON' and q.id <> f.id)
  from property p join entity e on e.id = p.subject_id
    left join property f on f.id = (select min(q.id) from property q where q.subject_id = p.subject_id and q.name = 'FOUNDED_ON')
  where p.name = 'COUNTRY' order by p.id;
create index subject_by_value_label on subject_by_value
  (name, value, subject_kind, subject_label, subject_key, alone, known_from, known_to, known_gaps,
   founded_alone, founded_on, founded_from, founded_to, subject);
