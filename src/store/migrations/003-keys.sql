-- Keys are held unique by indexes that have a name, so that a large import can build them at its end, and those that most
-- rows have nothing for leave those rows out.
create table entity_new (
  id integer primary key,
  key text not null,
  kind text not null,
  label text not null, -- the name shown in Simplified Chinese, for sorting
  canonical_id integer references entity (id)
) strict;
insert into entity_new (id, key, kind, label, canonical_id) select id, key, kind, label, canonical_id from entity order by id;
drop table entity;
alter table entity_new rename to entity;
create unique index entity_key on entity (key);
create index entity_by_kind on entity (kind, key);
create index entity_by_label on entity (label, key);
create index entity_by_kind_label on entity (kind, label, key);

create table fact_new (
  id integer primary key,
  key text not null,
  kind text not null,
  known_from text not null,
  known_to text not null,
  known_gaps integer not null default 0
) strict;
insert into fact_new (id, key, kind, known_from, known_to, known_gaps)
  select id, key, kind, known_from, known_to, known_gaps from fact order by id;
drop table fact;
alter table fact_new rename to fact;
-- The table of its kind holds a fact's key unique; that no other kind has it is seen to when it is written.

create table relation_new (
  id integer primary key references fact (id),
  key text not null,
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
insert into relation_new (
  id, key, kind, from_id, to_id, to_as, title, valid_from, valid_from_day, valid_to, valid_to_day, valid_to_last,
  negated, product_id, amount, amount_key, currency, known_from, known_to, known_gaps
) select
  id, key, kind, from_id, to_id, to_as, title, valid_from, valid_from_day, valid_to, valid_to_day, valid_to_last,
  negated, product_id, amount, amount_key, currency, known_from, known_to, known_gaps
  from relation order by id;
drop table relation;
alter table relation_new rename to relation;
create unique index relation_key on relation (key);
create index relation_out on relation (from_id, kind, to_id, known_from, known_to, known_gaps, negated);
create index relation_in on relation (to_id, kind, from_id, known_from, known_to, known_gaps, negated);
create index relation_by_kind on relation (kind, key);
create index relation_by_product on relation (product_id) where product_id is not null;

create table figure_new (
  id integer primary key references fact (id),
  key text not null,
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
insert into figure_new (
  id, key, subject_id, subject_as, metric, concept, period_label, period_start, period_end, period_duration, value,
  value_key, low, low_key, high, high_key, out_of, out_of_key, unit, currency, decimals, precision, basis,
  scope_zh_hans, scope_zh_hant, scope_en, cmp_key, known_from, known_to, known_gaps
) select
  id, key, subject_id, subject_as, metric, concept, period_label, period_start, period_end, period_duration, value,
  value_key, low, low_key, high, high_key, out_of, out_of_key, unit, currency, decimals, precision, basis,
  scope_zh_hans, scope_zh_hant, scope_en, cmp_key, known_from, known_to, known_gaps
  from figure order by id;
drop table figure;
alter table figure_new rename to figure;
create unique index figure_key on figure (key);
create index figure_by_subject on figure (subject_id, metric, period_label, key);
create index figure_by_metric on figure (metric, key);
create index figure_by_cmp on figure (cmp_key);

create table statement_new (
  id integer primary key references fact (id),
  key text not null,
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
insert into statement_new (
  id, key, speaker_id, speaker_title, speaker_as, about_as, summary_zh_hans, summary_zh_hant, summary_en,
  condition_zh_hans, condition_zh_hant, condition_en, said_on, said_day, known_from, known_to, known_gaps
) select
  id, key, speaker_id, speaker_title, speaker_as, about_as, summary_zh_hans, summary_zh_hant, summary_en,
  condition_zh_hans, condition_zh_hant, condition_en, said_on, said_day, known_from, known_to, known_gaps
  from statement order by id;
drop table statement;
alter table statement_new rename to statement;
create unique index statement_key on statement (key);
create index statement_by_speaker on statement (speaker_id, key);

create table event_new (
  id integer primary key references fact (id),
  key text not null,
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
insert into event_new (
  id, key, kind, title_zh_hans, title_zh_hant, title_en, date, date_day, date_precision, earliest, latest,
  scope_zh_hans, scope_zh_hant, scope_en, known_from, known_to, known_gaps
) select
  id, key, kind, title_zh_hans, title_zh_hant, title_en, date, date_day, date_precision, earliest, latest,
  scope_zh_hans, scope_zh_hant, scope_en, known_from, known_to, known_gaps
  from event order by id;
drop table event;
alter table event_new rename to event;
create unique index event_key on event (key);
create index event_by_kind on event (kind, key);

create table property_new (
  id integer primary key references fact (id),
  key text not null,
  subject_id integer not null references entity (id),
  name text not null,
  value text not null,
  lang text,
  known_from text not null,
  known_to text not null,
  known_gaps integer not null default 0
) strict;
insert into property_new (
  id, key, subject_id, name, value, lang, known_from, known_to, known_gaps
) select
  id, key, subject_id, name, value, lang, known_from, known_to, known_gaps
  from property order by id;
drop table property;
alter table property_new rename to property;
create unique index property_key on property (key);
create index property_by_subject on property (subject_id, name, key);
create index property_by_name on property (name, value);

create table claim_new (
  id integer primary key,
  key text not null,
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
  retracted_at text,
  slot text -- what the source says it about, such as a cell of a row: a new claim there ends the one before
) strict;
insert into claim_new (
  id, key, fact_id, asserter_id, asserted_as, source_id, passage_id, modality, printed, asserted_on, asserted_day,
  known_from, known_to, recorded_at, retracted_at, slot
) select
  id, key, fact_id, asserter_id, asserted_as, source_id, passage_id, modality, printed, asserted_on, asserted_day,
  known_from, known_to, recorded_at, retracted_at, slot
  from claim order by id;
drop table claim;
alter table claim_new rename to claim;
create unique index claim_key on claim (key);
create index claim_by_fact on claim (fact_id, known_from, known_to, asserter_id, modality);
create index claim_by_asserter on claim (asserter_id, modality, key) where asserter_id is not null;
create index claim_by_source on claim (source_id, key);
create index claim_by_modality on claim (modality, key);
create unique index claim_by_slot on claim (source_id, slot) where slot is not null and retracted_at is null;
