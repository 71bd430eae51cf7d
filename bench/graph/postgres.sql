-- The plain tables once more, with the indexes that PostGraphile asks for: one on each foreign key, and one for each order that is used.
create table party (
  id integer primary key,
  key text collate "C" not null unique,
  kind text not null,
  name text collate "C" not null,
  country text,
  founded_on text collate "C"
);
create table source (id integer primary key, key text not null unique, title text not null);
create table round (
  id integer primary key,
  key text collate "C" not null unique,
  company_id integer not null references party (id),
  title text not null,
  date text not null,
  known_from text collate "C" not null,
  known_to text collate "C" not null
);
create table investment (
  id integer primary key,
  round_id integer not null references round (id),
  position integer not null,
  investor_id integer not null references party (id),
  company_id integer not null references party (id),
  amount text not null,
  currency text not null
);
create table holding (
  investor_id integer not null references party (id),
  company_key text collate "C" not null,
  company_id integer not null references party (id),
  primary key (investor_id, company_key)
);
create table statement (
  id integer primary key,
  key text collate "C" not null unique,
  subject_id integer not null references party (id),
  speaker_id integer not null references party (id),
  summary text not null,
  said_on text collate "C" not null
);
create table figure (
  id integer primary key,
  key text collate "C" not null unique,
  subject_id integer not null references party (id),
  metric text not null,
  period text not null,
  value text not null,
  currency text not null
);
create table claim (
  id integer primary key,
  key text collate "C" not null unique,
  round_id integer not null references round (id),
  asserter_id integer not null references party (id),
  source_id integer not null references source (id),
  line integer not null,
  modality text not null
);
