import type { Bound, FoundCode, FoundName, FoundText, SearchedText, SearchIndex, SearchTerms } from '../store.ts'
import type { Connection } from './open.ts'
import type { Reader } from './read.ts'

const ID = 0xff_ffff_ffff

const NAME = `n.id, n.entity_id as entity, e.key, e.kind, n.text, n.type, n.rank, n.folded, n.norm`
const OF_KIND = '((select @kinds) is null or e.kind in (select value from json_each((select @kinds))))'

/** Readings of more characters than this are not kept in memory. */
const KEPT = 20_000

/** The texts in the three languages, as a JSON array of those that there are. */
function inLanguages(...names: string[]): string {
  const all = names.flatMap((name) => ['zh_hans', 'zh_hant', 'en'].map((language) => `x.${name}_${language}`))
  return `(select json_group_array(value) from json_each(json_array(${all.join(', ')})) where value is not null)`
}

/** The rows of each sort of text, whose numbers are in `f`. */
const TEXTS: { readonly [sort in SearchedText]: string } = {
  SOURCE: `select x.id, x.id as source, x.key, json_array(x.title) as texts from f join source x on x.id = f.id`,
  STATEMENT: `select x.id, null as source, x.key, ${inLanguages('summary', 'condition')} as texts from f join statement x on x.id = f.id`,
  EVENT: `select x.id, null as source, x.key, ${inLanguages('title')} as texts from f join event x on x.id = f.id`,
  PASSAGE: `select x.id, x.source_id as source, s.key, json_array(x.quote) as texts
    from f join passage x on x.id = f.id join source s on s.id = x.source_id`,
}

/** An expression that the index reads; terms have no character that is special in quotes. */
const matching = (terms: SearchTerms): string =>
  terms
    .map((group) => `(${group.map(({ text, begins }) => (begins ? `"${text}" *` : `"${text}"`)).join(' OR ')})`)
    .join(' AND ')

const kindTerms = (kinds: readonly string[] | undefined): SearchTerms =>
  kinds ? [kinds.map((kind) => ({ text: `k${kind}` }))] : []

/** The last text by code point that begins with this. */
const behind = (start: string) => `${start}\u{10ffff}`

/**
 * Reads the search index. Every value is bound as `(select @value)`: with STAT4 statistics SQLite would else prepare the statement
 * anew on each call, which takes longer than the statement.
 */
export class SqliteSearch implements SearchIndex {
  readonly #connection: Connection
  readonly #reader: Reader
  readonly #statements
  readonly #texts = new Map<SearchedText, ReturnType<Connection['prepare']>>()
  readonly #readings = new Map<string, readonly string[]>()

  constructor(connection: Connection, reader: Reader) {
    this.#connection = connection
    this.#reader = reader
    const names = (from: string) =>
      connection.prepare<unknown[], FoundName>(`select ${NAME} from ${from} limit (select @limit)`)
    const codes = (condition: string) =>
      connection.prepare<unknown[], FoundCode>(
        `select i.entity_id as entity, null as source, e.key, e.kind, i.value as text
         from identifier i join entity e on e.id = i.entity_id where ${condition} and ${OF_KIND}
         order by lower(i.value), i.scheme, e.key limit (select @limit)`,
      )
    this.#statements = {
      equal: names(
        `name n join entity e on e.id = n.entity_id where n.norm = (select @norm) and ${OF_KIND} order by n.entity_id, n.rank`,
      ),
      beginning: names(
        `name n join entity e on e.id = n.entity_id where n.folded >= (select @start) and n.folded < (select @end) and ${OF_KIND}
         order by n.folded, n.entity_id`,
      ),
      matching: connection.prepare<unknown[], FoundName>(
        `select ${NAME} from (
           select rowid & ${ID} as id from search_name where search_name match (select @terms) order by rowid limit (select @limit)
         ) f join name n on n.id = f.id join entity e on e.id = n.entity_id`,
      ),
      code: codes('lower(i.value) = (select @value)'),
      codes: codes('lower(i.value) >= (select @value) and lower(i.value) < (select @end)'),
      among: codes('lower(i.value) in (select value from json_each((select @values)))'),
      keys: connection.prepare<unknown[], FoundCode>(
        `select e.id as entity, null as source, e.key, e.kind, k.key as text
         from entity k join entity e on e.id = coalesce(k.canonical_id, k.id) where k.key = (select @value) and ${OF_KIND}`,
      ),
      sources: connection.prepare<unknown[], FoundCode>(
        `select null as entity, id as source, key, 'SOURCE' as kind, case key when (select @value) then key else url end as text
         from source where key = (select @value) or url = (select @value)`,
      ),
      terms: connection
        .prepare<unknown[], string>(
          'select term from search_word where term >= (select @start) and term <= (select @end) limit (select @limit)',
        )
        .pluck(),
      degree: connection
        .prepare<unknown[], number>(
          `select (select count(*) from (select 1 from relation where from_id = (select @id) limit (select @most)))
             + (select count(*) from (select 1 from relation where to_id = (select @id) limit (select @most)))`,
        )
        .pluck(),
      label: connection.prepare<[number], string>('select label from entity where id = ?').pluck(),
      readings: connection.prepare<[string], string>('select readings from search_reading where character = ?').pluck(),
    }
  }

  /** Lets somebody search in one transaction. */
  during<Result>(ask: (index: SearchIndex) => Result): Result {
    return this.#connection.transaction(() => ask(this))()
  }

  namesEqual(norm: string, kinds: readonly string[] | undefined, limit: number): readonly FoundName[] {
    return this.#statements.equal.all({ norm, kinds: list(kinds), limit })
  }

  namesBeginning(folded: string, kinds: readonly string[] | undefined, limit: number): readonly FoundName[] {
    return this.#statements.beginning.all({ start: folded, end: behind(folded), kinds: list(kinds), limit })
  }

  namesWith(terms: SearchTerms, kinds: readonly string[] | undefined, limit: number): readonly FoundName[] {
    return this.#statements.matching.all({ terms: matching([...terms, ...kindTerms(kinds)]), limit })
  }

  codes(value: string, begins: boolean, kinds: readonly string[] | undefined, limit: number): readonly FoundCode[] {
    const given = { value, kinds: list(kinds) }
    if (begins) return this.#statements.codes.all({ ...given, end: behind(value), limit })
    return [...this.#statements.code.all({ ...given, limit }), ...this.#statements.keys.all(given)]
  }

  codesAmong(values: readonly string[], kinds: readonly string[] | undefined, limit: number): readonly FoundCode[] {
    return this.#statements.among.all({ values: JSON.stringify(values), kinds: list(kinds), limit })
  }

  sourceCodes(value: string): readonly FoundCode[] {
    return this.#statements.sources.all({ value })
  }

  textsWith(terms: SearchTerms, sort: SearchedText, limit: number): readonly FoundText[] {
    let statement = this.#texts.get(sort)
    if (!statement) {
      statement = this.#connection.prepare(
        `with f as materialized (
           select rowid / 4 as id from search_text where search_text match (select @terms) order by rowid desc limit (select @limit)
         ) ${TEXTS[sort]}`,
      )
      this.#texts.set(sort, statement)
    }
    const rows = statement.all({ terms: matching([...terms, ...kindTerms([sort])]), limit })
    return (rows as (Omit<FoundText, 'texts'> & { texts: string })[]).map((row) => ({
      ...row,
      texts: JSON.parse(row.texts),
    }))
  }

  terms(begin: string, limit: number): readonly string[] {
    return this.#statements.terms.all({ start: begin, end: behind(begin), limit })
  }

  degree(entity: number, most: number): number {
    return this.#statements.degree.get({ id: entity, most })!
  }

  read(statement: string, values: readonly Bound[]): string | null {
    return this.#reader.read(statement, values)
  }

  label(entity: number): string {
    return this.#statements.label.get(entity)!
  }

  readings(character: string): readonly string[] {
    const known = this.#readings.get(character)
    if (known) return known
    const stored = this.#statements.readings.get(character)
    // A name that comes later may bring the character.
    if (stored === undefined) return []
    const readings = stored.split(' ').filter(Boolean)
    if (this.#readings.size >= KEPT) this.#readings.clear()
    this.#readings.set(character, readings)
    return readings
  }
}

const list = (kinds: readonly string[] | undefined): string | null => (kinds ? JSON.stringify(kinds) : null)
