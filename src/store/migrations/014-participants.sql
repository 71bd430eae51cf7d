-- Who raised money in which events is told by the index alone.
drop index participant_by_entity;
create index participant_by_entity on participant (entity_id, event_id, role);
