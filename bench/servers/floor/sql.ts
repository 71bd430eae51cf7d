// SQL that returns the JSON text of a whole answer, written by hand for the product's own tables and indexes. Parameters
// are wrapped as (select @p), or SQLite would prepare the statement anew on each call.

/** That a fact is known at the instant @now. */
const known = (fact: string) =>
  `${fact}.known_from <= (select @now) and ${fact}.known_to > (select @now) and (${fact}.known_gaps = 0 or exists (
    select 1 from claim k where k.fact_id = ${fact}.id and k.known_from <= (select @now) and k.known_to > (select @now)))`

const list = (item: string, order: string) => `'[', coalesce(group_concat(${item}, ',' order by ${order}), ''), ']'`

/** Rows that come in order, and so are put together. */
const ordered = (item: string) => `'[', coalesce(group_concat(${item}, ','), ''), ']'`

const one = (field: string, json: string, from: string) =>
  `select concat('{"data":{"${field}":', coalesce((select ${json} from ${from}), 'null'), '}}')`

const entity = (kind: string) =>
  `entity e where e.key = (select @key) and e.kind = '${kind}' and e.canonical_id is null`

const property = (name: string, entity = 'e.id', column = 'value') =>
  `(select p.${column} from property p where p.subject_id = ${entity} and p.name = '${name}' and ${known('p')} order by p.key limit 1)`

const node = `concat('{"key":', json_quote(e.key), ',"kind":"', e.kind, '","name":', json_quote(e.label),
  ',"country":', json_quote(${property('COUNTRY')}), ',"foundedOn":', json_quote(${property('FOUNDED_ON')}), '}')`

const claims = `',"claims":', (select concat(${list(
  `concat('{"modality":"', c.modality, '","assertedBy":', (select concat('{"name":', json_quote(a.label), '}') from entity a where a.id = c.asserter_id),
    ',"source":', (select concat('{"key":', json_quote(s.key), ',"title":', json_quote(s.title), '}') from source s where s.id = c.source_id),
    ',"locator":', (select concat('{"line":', l.line, '}') from passage l where l.id = c.passage_id), '}')`,
  'c.key',
)}) from claim c where c.fact_id = p.event_id and c.known_from <= (select @now) and c.known_to > (select @now)),`

const rounds = (evidence: string) => `concat('{"name":', json_quote(e.label), ',"fundingRounds":{"edges":', (
  select concat(${ordered(
    `concat('{"node":{"title":', json_quote(coalesce(r.title_zh_hans, r.title_zh_hant, r.title_en)), ',"date":', json_quote(r.date), ',"participants":', (
      select concat(${list(
        `concat('{"role":"', p.role, '","amount":', json_quote(p.amount), ',"currency":', json_quote(p.currency),
          ',"entity":', (select concat('{"name":', json_quote(x.label), '}') from entity x where x.id = p.entity_id), ${evidence} '}')`,
        'p.position',
      )}) from participant p where p.event_id = r.id), '}}')`,
  )}) from (
    select v.id, v.title_zh_hans, v.title_zh_hant, v.title_en, v.date
    from participant q join event v on v.id = q.event_id
    where q.entity_id = e.id and v.kind = 'FUNDING_ROUND' and ${known('v')}
    order by v.key limit 10) r), '}}')`

const holdings = `select c.id, c.label from entity c where c.id in (
    select r.to_id from relation r where r.from_id = e.id and r.kind = 'INVESTED_IN' and r.negated = 0 and ${known('r')})
  and c.kind = 'COMPANY' and c.canonical_id is null order by c.key limit 20`

const statementsOfCompany = `select concat(${ordered(
  `concat('{"node":{"summary":', json_quote(coalesce(s.summary_zh_hans, s.summary_zh_hant, s.summary_en)), ',"saidOn":', json_quote(s.said_on),
    ',"speaker":', coalesce((select concat('{"name":', json_quote(x.label), '}') from entity x where x.id = s.speaker_id), 'null'), '}}')`,
)}) from (
  select s.summary_zh_hans, s.summary_zh_hant, s.summary_en, s.said_on, s.speaker_id from statement_about a cross join statement s on s.id = a.statement_id
  where a.entity_id = c.id and ${known('s')} order by a.said_day desc, a.key limit 5) s`

const figuresOfCompany = `select concat(${ordered(
  `concat('{"node":{"metric":"', f.metric, '","period":{"label":', json_quote(f.period_label), '},"value":', json_quote(f.value),
    ',"currency":', json_quote(f.currency), '}}')`,
)}) from (
  select f.metric, f.period_label, f.value, f.currency from figure f
  where f.subject_id = c.id and ${known('f')} order by f.key limit 4) f`

const deal = (alias: string) => `${alias}.kind = 'INVESTED_IN' and ${alias}.negated = 0 and ${known(alias)}`

export const statements = {
  W1: one('company', node, entity('COMPANY')),
  W2: one('company', rounds(''), entity('COMPANY')),
  W3: one(
    'fund',
    `concat('{"name":', json_quote(e.label), ',"investments":{"edges":', (
      select concat(${ordered(
        `concat('{"node":{"name":', json_quote(c.label), ',"statements":{"edges":', (${statementsOfCompany}), '},"figures":{"edges":', (${figuresOfCompany}), '}}}')`,
      )}) from (${holdings}) c), '}}')`,
    entity('FUND'),
  ),
  W4: `with page as materialized (
      select s.key, s.label, s.founded, json_array(s.label, s.key) as cursor from (
        select s.subject_key as key, s.subject_label as label, case when s.founded_alone then case when s.founded_from <= (select @now) and s.founded_to > (select @now) then s.founded_on end else ${property('FOUNDED_ON', 's.subject')} end as founded from subject_by_value s
        where s.name = 'COUNTRY' and s.value = (select @country) and s.subject_kind = 'COMPANY' and ${known('s')}
          and (s.alone or s.id = ${property('COUNTRY', 's.subject', 'id')})
        order by s.subject_label, s.subject_key limit -1) s
      where s.founded >= (select @since) limit 101)
    select concat('{"data":{"companies":{"edges":[', coalesce((
        select group_concat(concat('{"cursor":', json_quote(e.cursor), ',"node":{"key":', json_quote(e.key), ',"name":', json_quote(e.label),
          ',"country":', json_quote((select @country)), ',"foundedOn":', json_quote(e.founded), '}}'), ',')
        from (select * from page limit 100) e), ''),
      '],"pageInfo":{"hasNextPage":', case when (select count(*) from page) > 100 then 'true' else 'false' end,
      ',"endCursor":', coalesce((select json_quote(cursor) from page limit 1 offset min((select count(*) from page), 100) - 1), 'null'), '}}}}')`,
  W5: one(
    'fund',
    `concat('{"coInvestors":{"edges":', (
      select concat(${ordered(
        `concat('{"sharedCount":', o.shared, ',"node":{"key":', json_quote(o.key), ',"name":', json_quote(o.label), '}}')`,
      )}) from (
        select x.key, x.label, o.shared from (
          select d.from_id, count(*) as shared from (
            select distinct b.from_id, b.to_id from (select distinct a.to_id from relation a join entity c on c.id = a.to_id and c.kind = 'COMPANY'
              where a.from_id = e.id and ${deal('a')}) m
            join relation b on b.to_id = m.to_id where ${deal('b')} and b.from_id <> e.id) d
          group by d.from_id) o join entity x on x.id = o.from_id order by x.key limit 100) o), '}}')`,
    entity('FUND'),
  ),
  W7: one('company', rounds(claims), entity('COMPANY')),
  W8: `select concat('{"data":{"view":{"company":', coalesce((select ${rounds('')} from ${entity('COMPANY')}), 'null'), '}}}')`,
}

/** What stands in a deal with one of a list of entities; for paths. */
export const neighbours = `
  select r.to_id from json_each(@of) f join relation r on r.from_id = f.value where r.to_id is not null and ${deal('r')}
  union select r.from_id from json_each(@of) f join relation r on r.to_id = f.value where ${deal('r')}`
