-- Which subjects have a value is read from the index alone, and so is the value of a subject.
drop index property_by_name;
create index property_by_value on property (name, value, subject_id);
drop index property_by_subject;
create index property_by_subject on property (subject_id, name, key, known_from, known_to, known_gaps, value);
