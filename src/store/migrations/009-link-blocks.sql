-- The links that go out from some nodes side by side, so that those of all are read in a moment; see src/store/sqlite/link-blocks.ts,
-- which tells their form, and settle-links.ts, which keeps them.
create table link_block (
  id integer primary key, -- that of the first node, divided by their number
  count integer not null,
  kinds text not null,
  times blob not null,
  links blob not null
) strict;
-- How many links stand in the blocks.
alter table link_state add column links integer not null default 0;
-- All are to be settled when the database is opened.
update link_state set last_relation = 0;
