import { type Known, knownHull } from '../known.ts'
import type { Indexes } from './indexes.ts'
import { factKinds, type WriteContext } from './write-context.ts'

export type OpenClaim = {
  readonly id: number
  readonly key: string
  readonly fact_id: number
  readonly known_from: string
  readonly known_to: string
  readonly recorded_at: string
  readonly retracted_at: string | null
}

const DIGITS = /\D/g

/** The instant one millisecond later. */
const after = (time: string) => new Date(Date.parse(time) + 1).toISOString()

/** Ends claims, and gives facts and claims that are over the key under which they stay. */
export class Endings {
  readonly #recordedAt: string
  readonly #indexes: Indexes
  readonly #suffix: string
  readonly #end
  readonly #claims
  readonly #setKnown
  readonly #setOwnKnown
  readonly #renameClaim
  readonly #renameFact
  readonly #renameOwn

  constructor({ connection, recordedAt, indexes }: WriteContext) {
    this.#recordedAt = recordedAt
    this.#indexes = indexes
    this.#suffix = `.until-${recordedAt.replace(DIGITS, '')}`
    const each = <S>(make: (table: string) => S) => new Map(factKinds.map((kind) => [kind.toUpperCase(), make(kind)]))
    this.#end = connection.prepare<[string, string, number]>(
      'update claim set known_to = ?, retracted_at = ? where id = ?',
    )
    this.#claims = connection.prepare<[number], { knownFrom: string; knownTo: string }>(
      'select known_from as knownFrom, known_to as knownTo from claim where fact_id = ?',
    )
    const known = (table: string) => `update ${table} set known_from = ?, known_to = ?, known_gaps = ? where id = ?`
    this.#setKnown = connection.prepare<[string, string, number, number], { kind: string }>(
      `${known('fact')} returning kind`,
    )
    this.#setOwnKnown = each((table) => connection.prepare<[string, string, number, number]>(known(table)))
    this.#renameClaim = connection.prepare<[string, number]>('update claim set key = key || ? where id = ?')
    this.#renameFact = connection.prepare<[string, number], { kind: string; key: string }>(
      'update fact set key = key || ? where id = ? returning kind, key',
    )
    this.#renameOwn = each((table) =>
      connection.prepare<[string, number]>(`update ${table} set key = key || ? where id = ?`),
    )
  }

  /** Why the claim can't be ended now, if it can't. */
  problem(claim: OpenClaim): string | undefined {
    if (claim.retracted_at !== null || claim.recorded_at < this.#recordedAt) return undefined
    return `expected to be recorded after claim ${claim.key}, which it ends (${claim.recorded_at}), found ${this.#recordedAt}`
  }

  /**
   * Ends a claim that is not over yet. It was known until the next one was, or until now if that was not known later. One
   * that was to be known only later was never known: its time is the shortest that there is.
   */
  end(claim: OpenClaim, nextKnownFrom?: string): void {
    if (claim.retracted_at !== null) return
    let to = nextKnownFrom !== undefined && nextKnownFrom > claim.known_from ? nextKnownFrom : this.#recordedAt
    if (to <= claim.known_from) to = after(claim.known_from)
    if (claim.known_to < to) to = claim.known_to
    this.#end.run(to, this.#recordedAt, claim.id)
  }

  /** Frees the key of a claim. */
  renameClaim(id: number): void {
    this.#renameClaim.run(this.#suffix, id)
  }

  /** Frees the key of a fact, and gives that under which it stays. */
  renameFact(id: number): string {
    const { kind, key } = this.#renameFact.get(this.#suffix, id)!
    this.#renameOwn.get(kind)!.run(this.#suffix, id)
    return key
  }

  /** Says of a fact anew when it is known, after its claims have changed. */
  refresh(fact: number): void {
    this.#indexes.need('claim_by_fact')
    this.setKnown(fact, knownHull(this.#claims.all(fact)))
  }

  /** Sets when a fact is known. */
  setKnown(fact: number, { known_from, known_to, known_gaps }: Known): void {
    const row = this.#setKnown.get(known_from, known_to, known_gaps, fact)!
    this.#setOwnKnown.get(row.kind)!.run(known_from, known_to, known_gaps, fact)
  }
}
