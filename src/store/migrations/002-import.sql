-- What a claim's source says it about, such as a cell of a row: a new claim there ends the one before.
alter table claim add column slot text;
create unique index claim_by_slot on claim (source_id, slot) where slot is not null and retracted_at is null;

-- What was moved when one entity was merged into another, so that a split restores it exactly.
create table merge (
  id integer primary key,
  from_id integer not null references entity (id),
  into_id integer not null references entity (id),
  merged_at text not null
) strict;
create unique index merge_by_from on merge (from_id);

create table merge_move (
  merge_id integer not null references merge (id),
  position integer not null,
  place text not null, -- table and column
  row_key text not null, -- the primary key of the row, as JSON
  before text, -- what else the row held before, as JSON
  primary key (merge_id, position)
) strict, without rowid;

-- Who was forgotten: only digests, so that no import brings them back.
create table tombstone (
  hash text primary key,
  forgotten_at text not null
) strict, without rowid;
