-- Things of the world. A merged entity points to the one that it was merged into.
create table entity (
  id integer primary key,
  key text not null unique,
  kind text not null,
  label text not null, -- the name shown in Simplified Chinese, for sorting
  canonical_id integer references entity (id)
) strict;
create index entity_by_kind on entity (kind, key);
create index entity_by_label on entity (label, key);
create index entity_by_kind_label on entity (kind, label, key);

create table source (
  id integer primary key,
  key text not null unique,
  kind text not null,
  title text,
  title_folded text,
  publisher_id integer references entity (id),
  language text,
  place text,
  published_on text,
  published_day text,
  published_not_before text,
  url text,
  sha256 text,
  licence text,
  primary_source_id integer references source (id)
) strict;
create index source_by_kind on source (kind, key);
create index source_by_publisher on source (publisher_id);
create index source_by_primary on source (primary_source_id);
create index source_by_title on source (title_folded);
create index source_by_url on source (url);
create index source_by_sha256 on source (sha256);

create table source_author (
  source_id integer not null references source (id),
  position integer not null,
  entity_id integer not null references entity (id),
  primary key (source_id, position)
) strict, without rowid;
create index source_author_by_entity on source_author (entity_id);

-- A place in a source. start_at and end_at count Unicode code points of the line, end excluded.
create table passage (
  id integer primary key,
  source_id integer not null references source (id),
  line integer,
  start_at integer,
  end_at integer,
  quote text,
  prefix text,
  suffix text
) strict;
create unique index passage_once on passage (source_id, line, start_at, end_at, quote);

create table name (
  id integer primary key,
  entity_id integer not null references entity (id),
  rank integer not null,
  text text not null,
  lang text not null,
  type text not null,
  folded text not null, -- for "contains" and "starts with"
  norm text not null, -- folded, without the legal form: for "is"
  asserter_id integer references entity (id),
  source_id integer references source (id),
  passage_id integer references passage (id)
) strict;
create index name_by_entity on name (entity_id, lang, rank, text);
create index name_by_norm on name (norm, entity_id);
create index name_by_folded on name (folded, entity_id);

create table identifier (
  scheme text not null,
  value text not null,
  entity_id integer not null references entity (id),
  primary key (scheme, value)
) strict, without rowid;
create index identifier_by_entity on identifier (entity_id, scheme, value);

-- Whether a list of an entity, such as its investors, is said to be whole.
create table coverage (
  entity_id integer not null references entity (id),
  list text not null,
  completeness text not null,
  asserter_id integer references entity (id),
  source_id integer references source (id),
  passage_id integer references passage (id),
  known_from text not null,
  primary key (entity_id, list)
) strict, without rowid;

-- Every fact of whatever kind has its number and key here. known_from and known_to are the first and last that any of its claims
-- is known; known_gaps is 1 where the claims leave a gap between, so that they must be asked one by one.
create table fact (
  id integer primary key,
  key text not null unique,
  kind text not null,
  known_from text not null,
  known_to text not null,
  known_gaps integer not null default 0
) strict;

create table relation (
  id integer primary key references fact (id),
  key text not null unique,
  kind text not null,
  from_id integer not null references entity (id),
  to_id integer references entity (id),
  to_as text,
  title text,
  valid_from text,
  valid_from_day text,
  valid_to text,
  valid_to_day text,
  valid_to_last text,
  negated integer not null default 0,
  product_id integer references entity (id),
  amount text,
  amount_key text,
  currency text,
  known_from text not null,
  known_to text not null,
  known_gaps integer not null default 0
) strict;
create index relation_out on relation (from_id, kind, to_id, known_from, known_to, known_gaps, negated);
create index relation_in on relation (to_id, kind, from_id, known_from, known_to, known_gaps, negated);
create index relation_by_kind on relation (kind, key);
create index relation_by_product on relation (product_id);

create table figure (
  id integer primary key references fact (id),
  key text not null unique,
  subject_id integer references entity (id),
  subject_as text,
  metric text not null,
  concept text,
  period_label text,
  period_start text,
  period_end text,
  period_duration text,
  value text,
  value_key text,
  low text,
  low_key text,
  high text,
  high_key text,
  out_of text,
  out_of_key text,
  unit text not null,
  currency text,
  decimals integer,
  precision text not null,
  basis text not null,
  scope_zh_hans text,
  scope_zh_hant text,
  scope_en text,
  cmp_key text not null,
  known_from text not null,
  known_to text not null,
  known_gaps integer not null default 0
) strict;
create index figure_by_subject on figure (subject_id, metric, period_label, key);
create index figure_by_metric on figure (metric, key);
create index figure_by_cmp on figure (cmp_key);

create table statement (
  id integer primary key references fact (id),
  key text not null unique,
  speaker_id integer references entity (id),
  speaker_title text,
  speaker_as text,
  about_as text,
  summary_zh_hans text,
  summary_zh_hant text,
  summary_en text,
  condition_zh_hans text,
  condition_zh_hant text,
  condition_en text,
  said_on text,
  said_day text,
  known_from text not null,
  known_to text not null,
  known_gaps integer not null default 0,
  check (coalesce(summary_zh_hans, summary_zh_hant, summary_en) is not null)
) strict;
create index statement_by_speaker on statement (speaker_id, key);

create table statement_about (
  statement_id integer not null references statement (id),
  position integer not null,
  entity_id integer not null references entity (id),
  primary key (statement_id, position)
) strict, without rowid;
create index statement_about_by_entity on statement_about (entity_id, statement_id);

create table event (
  id integer primary key references fact (id),
  key text not null unique,
  kind text not null,
  title_zh_hans text,
  title_zh_hant text,
  title_en text,
  date text,
  date_day text,
  date_precision text not null,
  earliest text,
  latest text,
  scope_zh_hans text,
  scope_zh_hant text,
  scope_en text,
  known_from text not null,
  known_to text not null,
  known_gaps integer not null default 0
) strict;
create index event_by_kind on event (kind, key);

create table participant (
  event_id integer not null references event (id),
  position integer not null,
  entity_id integer references entity (id),
  entity_as text,
  role text not null,
  amount text,
  amount_key text,
  currency text,
  primary key (event_id, position)
) strict, without rowid;
create index participant_by_entity on participant (entity_id, event_id);

create table property (
  id integer primary key references fact (id),
  key text not null unique,
  subject_id integer not null references entity (id),
  name text not null,
  value text not null,
  lang text,
  known_from text not null,
  known_to text not null,
  known_gaps integer not null default 0
) strict;
create index property_by_subject on property (subject_id, name, key);
create index property_by_name on property (name, value);

create table claim (
  id integer primary key,
  key text not null unique,
  fact_id integer not null references fact (id),
  asserter_id integer references entity (id),
  asserted_as text,
  source_id integer not null references source (id),
  passage_id integer references passage (id),
  modality text not null,
  printed text,
  asserted_on text,
  asserted_day text,
  known_from text not null,
  known_to text not null,
  recorded_at text not null,
  retracted_at text
) strict;
create index claim_by_fact on claim (fact_id, known_from, known_to, asserter_id, modality);
create index claim_by_asserter on claim (asserter_id, modality, key);
create index claim_by_source on claim (source_id, key);
create index claim_by_modality on claim (modality, key);

create table claim_via (
  claim_id integer not null references claim (id),
  position integer not null,
  source_id integer not null references source (id),
  primary key (claim_id, position)
) strict, without rowid;
create index claim_via_by_source on claim_via (source_id, claim_id);
