import type { FullFact } from '../../records/normalise.ts'
import type { Known } from '../known.ts'
import { contentColumns } from '../rows.ts'
import type { Bound } from '../store.ts'
import type { FactRow } from './fact-index.ts'
import { listed } from './keyed-rows.ts'
import type { Connection } from './open.ts'
import { type ResolvedClaim, type StoredClaim, storedOf } from './write-claim.ts'
import { factKinds, type WriteContext } from './write-context.ts'

type Kind = FullFact['record']

/** A fact that was inserted, from which it can be told what is stored of it. */
export type FreshFact = Pick<StoredFact, 'content' | 'parts' | 'known'> & { readonly claims: readonly ResolvedClaim[] }

/** What is stored of a fact. */
export type StoredFact = {
  readonly content: readonly Bound[]
  /** The rows of its list, without the fact's own id in front. */
  readonly parts: readonly (readonly Bound[])[]
  /** Those of the sources that the batch names, or all. */
  readonly claims: StoredClaim[]
  readonly all: boolean
  known: Known
}

const claimsSql = (condition: string) => `select c.*, p.line, p.start_at, p.end_at, p.quote,
    (select coalesce(group_concat(source_id, ' '), '') from
      (select source_id from claim_via where claim_id = c.id order by position)) as via
  from claim c left join passage p on p.id = c.passage_id where c.fact_id in ${listed} ${condition} order by c.key`

const partsSql: { readonly [kind in Kind]?: string } = {
  statement: `select statement_id, position, entity_id from statement_about where statement_id in ${listed} order by 1, 2`,
  event: `select event_id, position, entity_id, entity_as, role, amount, amount_key, currency from participant
    where event_id in ${listed} order by 1, 2`,
}

type Statements = {
  readonly content: ReturnType<typeof reading>
  readonly parts: ReturnType<typeof reading> | undefined
}

const reading = (connection: Connection, sql: string) => connection.prepare<{ list: string }, Bound[]>(sql).raw()

/** Reads what is stored of the facts that a batch gives again, all at once, and keeps it up to date with what the batch writes. */
export class StoredFacts {
  readonly #context: WriteContext
  readonly #statements: Map<Kind, Statements>
  readonly #claims
  readonly #claimsOfSources
  readonly #facts = new Map<number, StoredFact>()
  /** Most are never asked for, so that what is stored of them is made of them only then. */
  readonly #fresh = new Map<number, FreshFact>()

  constructor(context: WriteContext) {
    const { connection } = context
    this.#context = context
    this.#statements = new Map(
      factKinds.map((kind) => {
        const columns = contentColumns[kind].map((column) => `"${column}"`)
        const content = `select id, known_from, known_to, known_gaps, ${columns} from ${kind} where id in ${listed}`
        const parts = partsSql[kind]
        return [kind, { content: reading(connection, content), parts: parts ? reading(connection, parts) : undefined }]
      }),
    )
    this.#claims = connection.prepare<{ list: string }, StoredClaim>(claimsSql(''))
    this.#claimsOfSources = connection.prepare<{ list: string; sources: string }, StoredClaim>(
      claimsSql('and +c.source_id in (select value from json_each(@sources))'),
    )
  }

  /** Reads the facts of the next batch with the claims of these sources; all that was written can be looked up. */
  load(rows: Iterable<FactRow>, sources: readonly number[] | undefined): void {
    this.clear()
    this.#read(rows, sources)
  }

  clear(): void {
    this.#facts.clear()
    this.#fresh.clear()
  }

  /** What is stored of a fact, with all its claims if they are wanted. */
  get(row: FactRow, all: boolean): StoredFact {
    const known = this.#facts.get(row.id) ?? this.#made(row.id)
    if (known && (known.all || !all)) return known
    this.#read([row], undefined)
    return this.#facts.get(row.id)!
  }

  #made(id: number): StoredFact | undefined {
    const fresh = this.#fresh.get(id)
    if (!fresh) return undefined
    const { content, parts, known } = fresh
    const made = { content, parts, known, claims: fresh.claims.map((claim) => storedOf(id, claim)), all: true }
    this.#fresh.delete(id)
    this.#facts.set(id, made)
    return made
  }

  inserted(id: number, fact: FreshFact): void {
    this.#fresh.set(id, fact)
  }

  /** To be called when a fact or a claim of it was changed. */
  changed(id: number): void {
    this.#facts.delete(id)
    this.#fresh.delete(id)
  }

  #read(rows: Iterable<FactRow>, sources: readonly number[] | undefined): void {
    const byKind = new Map<Kind, number[]>()
    for (const { id, kind } of rows) {
      const name = kind.toLowerCase() as Kind
      const ids = byKind.get(name)
      if (ids) ids.push(id)
      else byKind.set(name, [id])
    }
    if (byKind.size === 0) return
    this.#context.inserter.flush()
    this.#context.indexes.need('claim_by_fact')
    for (const [kind, ids] of byKind) {
      const list = JSON.stringify(ids)
      const { content, parts } = this.#statements.get(kind)!
      for (const [id, known_from, known_to, known_gaps, ...own] of content.all({ list })) {
        const known = { known_from, known_to, known_gaps } as Known
        this.#facts.set(id as number, { content: own, parts: [], claims: [], all: sources === undefined, known })
      }
      for (const [id, ...part] of parts?.all({ list }) ?? []) {
        ;(this.#facts.get(id as number)!.parts as Bound[][]).push(part)
      }
      const claims = sources
        ? this.#claimsOfSources.iterate({ list, sources: JSON.stringify(sources) })
        : this.#claims.iterate({ list })
      for (const claim of claims) this.#facts.get(claim.fact_id)!.claims.push(claim)
    }
  }
}
