-- The same graph in the plain tables that an application without claims would have, filled from the product's database.
pragma journal_mode = off;
pragma synchronous = off;

create table party (
  id integer primary key,
  key text not null unique,
  kind text not null,
  name text not null,
  country text,
  founded_on text
) strict;
insert into party
select e.id, e.key, e.kind, e.label,
  (select p.value from product.property p where p.subject_id = e.id and p.name = 'COUNTRY'),
  (select p.value from product.property p where p.subject_id = e.id and p.name = 'FOUNDED_ON')
from product.entity e order by e.id;
create index party_by_country on party (kind, country, name, key);

create table source (id integer primary key, key text not null unique, title text) strict;
insert into source select id, key, title from product.source order by id;

create table round (
  id integer primary key,
  key text not null unique,
  company_id integer not null references party (id),
  title text not null,
  date text not null,
  known_from text not null,
  known_to text not null
) strict;
insert into round
select e.id, e.key, p.entity_id, e.title_zh_hans, e.date, e.known_from, e.known_to
from product.event e join product.participant p on p.event_id = e.id and p.role = 'ISSUER'
where e.kind = 'FUNDING_ROUND' order by e.id;
create index round_by_company on round (company_id, key);

create table investment (
  id integer primary key,
  round_id integer not null references round (id),
  position integer not null,
  investor_id integer not null references party (id),
  company_id integer not null references party (id),
  amount text not null,
  currency text not null
) strict;
insert into investment (round_id, position, investor_id, company_id, amount, currency)
select p.event_id, p.position, p.entity_id, r.company_id, p.amount, p.currency
from product.participant p join round r on r.id = p.event_id
where p.role = 'INVESTOR' order by p.event_id, p.position;
create index investment_by_round on investment (round_id, position);
create index investment_by_investor on investment (investor_id, company_id);
create index investment_by_company on investment (company_id, investor_id);

-- Each pair of an investor and a company once; the key stands here again, so that an index gives them in order.
create table holding (
  investor_id integer not null references party (id),
  company_key text not null,
  company_id integer not null references party (id),
  primary key (investor_id, company_key)
) strict, without rowid;
insert into holding
select distinct i.investor_id, c.key, i.company_id from investment i join party c on c.id = i.company_id order by 1, 2;
create index holding_by_company on holding (company_id, investor_id);

create table statement (
  id integer primary key,
  key text not null unique,
  subject_id integer not null references party (id),
  speaker_id integer not null references party (id),
  summary text not null,
  said_on text not null
) strict;
insert into statement
select s.id, s.key, a.entity_id, s.speaker_id, s.summary_zh_hans, s.said_on
from product.statement s join product.statement_about a on a.statement_id = s.id order by s.id;
create index statement_by_subject on statement (subject_id, said_on desc, key);
create index statement_by_speaker on statement (speaker_id);

create table figure (
  id integer primary key,
  key text not null unique,
  subject_id integer not null references party (id),
  metric text not null,
  period text not null,
  value text not null,
  currency text not null
) strict;
insert into figure
select id, key, subject_id, metric, period_label, value, currency from product.figure order by id;
create index figure_by_subject on figure (subject_id, key);

create table claim (
  id integer primary key,
  key text not null unique,
  round_id integer not null references round (id),
  asserter_id integer not null references party (id),
  source_id integer not null references source (id),
  line integer not null,
  modality text not null
) strict;
insert into claim
select c.id, c.key, c.fact_id, c.asserter_id, c.source_id, p.line, c.modality
from product.claim c join round r on r.id = c.fact_id join product.passage p on p.id = c.passage_id order by c.id;
create index claim_by_round on claim (round_id, key);
create index claim_by_asserter on claim (asserter_id);
create index claim_by_source on claim (source_id);

analyze;
-- With these statistics SQLite would prepare a statement anew for each parameter that is compared with an indexed column.
drop table if exists sqlite_stat4;

-- Names as single characters with a space between, since a tokenizer that knows no Chinese takes a whole name for one word.
create virtual table party_name using fts5 (name, content = '', tokenize = 'unicode61', detail = full);
insert into party_name (rowid, name) select id, spaced(name) from party order by id;
insert into party_name (party_name) values ('optimize');
