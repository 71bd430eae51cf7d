-- What was merged into an entity is asked for its lists, and which merge moved a row when that row is corrected.
create index entity_by_canonical on entity (canonical_id) where canonical_id is not null;
create index merge_move_by_row on merge_move (place, row_key);
