import { FOREVER } from '../../records/forever.ts'
import { whenRecorded } from '../../records/known.ts'
import type { FullClaim, FullFact } from '../../records/normalise.ts'
import type { Path } from '../../records/problem.ts'
import { firstDay } from '../rows.ts'
import type { Endings, OpenClaim } from './endings.ts'
import { KeyTable, MOST_KEYS } from './key-table.ts'
import { lookup } from './many.ts'
import type { Resolver } from './references.ts'
import type { WriteContext } from './write-context.ts'

/** A claim with the ids of what it refers to. */
export type ResolvedClaim = {
  readonly claim: FullClaim
  readonly path: Path
  readonly asserter: number | null
  readonly source: number
  readonly via: readonly number[]
  readonly recordedAt: string
  knownFrom: string
  /** Its row, once it has one. */
  id: number
  /** The claim that said something else about the same slot until now. */
  replaces?: OpenClaim | undefined
}

/** What is stored of a claim. */
export type StoredClaim = OpenClaim & {
  readonly asserter_id: number | null
  readonly asserted_as: string | null
  readonly source_id: number
  readonly modality: string
  readonly printed: string | null
  readonly asserted_on: string | null
  readonly slot: string | null
  readonly line: number | null
  readonly start_at: number | null
  readonly end_at: number | null
  readonly quote: string | null
  readonly via: string
}

const NONE: readonly number[] = []

const MARK = '.c-'
const DIGITS = 10

/** Whether the key of a claim follows from what it says of the fact. Asked for each claim, so it has to be quick. */
export function isDerived(key: string, fact: string): boolean {
  const start = fact.length + MARK.length
  if (key.length !== start + DIGITS || !key.startsWith(fact) || !key.startsWith(MARK, fact.length)) return false
  for (let i = start; i < key.length; i++) {
    const code = key.charCodeAt(i)
    if (!((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66))) return false
  }
  return true
}

/** What is stored of a claim that was written. */
export function storedOf(fact: number, one: ResolvedClaim): StoredClaim {
  const { id, claim, asserter, source, via, recordedAt, knownFrom } = one
  const { line = null, start = null, end = null, quote = null } = claim.locator ?? {}
  return {
    id,
    key: claim.key,
    fact_id: fact,
    asserter_id: asserter,
    asserted_as: claim.assertedAs ?? null,
    source_id: source,
    modality: claim.modality,
    printed: claim.printed ?? null,
    asserted_on: claim.assertedOn ?? null,
    known_from: knownFrom,
    known_to: claim.knownTo ?? FOREVER,
    recorded_at: recordedAt,
    retracted_at: claim.retractedAt ?? null,
    slot: claim.slot ?? null,
    line,
    start_at: start,
    end_at: end,
    quote,
    via: via.join(' '),
  }
}

function isHere(stored: StoredClaim, { claim }: ResolvedClaim): boolean {
  const { line = null, start = null, end = null, quote = null } = claim.locator ?? {}
  return stored.line === line && stored.start_at === start && stored.end_at === end && stored.quote === quote
}

/** Whether other words stand in the source, or about something else. */
export function saysElse(stored: StoredClaim, { claim }: ResolvedClaim): boolean {
  return (
    stored.printed !== (claim.printed ?? null) ||
    stored.asserted_on !== (claim.assertedOn ?? null) ||
    stored.slot !== (claim.slot ?? null) ||
    stored.quote !== (claim.locator?.quote ?? null)
  )
}

/** Writes claims, and finds those that are there. */
export class ClaimWriter {
  readonly #context: WriteContext
  readonly #endings: Endings
  readonly #owner
  readonly #slot
  readonly #move
  readonly #see
  /** Slots and keys that were given since what was written could last be looked up. */
  readonly #slots = new Set<string>()
  readonly #keys = new Set<string>()
  /** Slots that no open claim had before this batch. */
  readonly #free = new Set<string>()
  /** The claims of slots of sources that are new in this session, while there are not too many. */
  #taken: KeyTable | undefined = new KeyTable()
  readonly #maybe: number[] = []
  readonly #findSlots
  readonly #slotOf

  constructor(context: WriteContext, endings: Endings) {
    const { connection } = context
    this.#context = context
    this.#endings = endings
    this.#owner = connection
      .prepare<[string], string>('select f.key from claim c join fact f on f.id = c.fact_id where c.key = ?')
      .pluck()
    this.#slot = connection.prepare<[number, string], OpenClaim>(
      `select id, key, fact_id, known_from, known_to, recorded_at, retracted_at from claim
       where source_id = ? and slot = ? and retracted_at is null`,
    )
    this.#findSlots = lookup<{ source_id: number; slot: string }>(
      connection,
      (slots) =>
        `select source_id, slot from claim where source_id = ? and slot in (${slots}) and retracted_at is null`,
    )
    this.#slotOf = connection.prepare<[number], OpenClaim & { source_id: number; slot: string }>(
      `select id, key, fact_id, known_from, known_to, recorded_at, retracted_at, source_id, slot from claim
       where id = ? and retracted_at is null`,
    )
    this.#move = connection.prepare<[number | null, number]>('update claim set passage_id = ? where id = ?')
    this.#see = connection.prepare<[string, string | null, string, number]>(
      'update claim set asserted_on = ?, asserted_day = ?, recorded_at = ? where id = ?',
    )
  }

  /** Looks up the slots of the next batch. */
  load(facts: readonly FullFact[]): void {
    this.#free.clear()
    const bySource = new Map<number, string[]>()
    for (const { claims } of facts) {
      for (const { slot, source } of claims) {
        const id = slot === undefined ? undefined : this.#context.references.source(source)?.id
        if (id === undefined || this.#isNew(id)) continue
        this.#free.add(`${id} ${slot}`)
        const slots = bySource.get(id)
        if (slots) slots.push(slot!)
        else bySource.set(id, [slot!])
      }
    }
    if (bySource.size === 0) return
    this.#context.inserter.flush()
    this.#context.indexes.need('claim_by_slot')
    for (const [id, slots] of bySource) {
      this.#findSlots(slots, (row) => this.#free.delete(`${row.source_id} ${row.slot}`), id)
    }
  }

  /** Whether anything was given that has to be looked up from now on. */
  get waits(): boolean {
    return this.#slots.size > 0 || this.#keys.size > 0
  }

  /** To be called when all that was written can be looked up. */
  flushed(): void {
    this.#slots.clear()
    this.#free.clear()
    this.#keys.clear()
  }

  /** Finds what the claim refers to, and notes what is missing or wrong. */
  resolve(claim: FullClaim, resolver: Resolver, path: Path): ResolvedClaim {
    const { references } = this.#context
    const recordedAt = whenRecorded(claim, this.#context.recordedAt)
    const asserter = resolver.entity(claim.assertedBy, path, 'assertedBy')
    const source = resolver.source(claim.source, path, 'source') ?? 0
    const via = claim.via?.map((key, i) => resolver.source(key, [...path, 'via'], i) ?? 0) ?? NONE
    const knownFrom = claim.knownFrom ?? references.knownFrom(claim.source, recordedAt)
    if (claim.knownTo !== undefined && claim.knownTo <= knownFrom) {
      const message = `expected an instant after ${knownFrom}, from when the claim is known, found ${claim.knownTo}`
      resolver.wrong.push({ path: [...path, 'knownTo'], message })
    }
    return { claim, path, asserter, source, via, recordedAt, knownFrom, id: 0, replaces: undefined }
  }

  /**
   * Sees to it that the claims can be written with the fact: their keys are free, and what they replace can be ended. `over`
   * are claims that end before they are written, and free their keys and slots.
   */
  prepare(fact: string, claims: readonly ResolvedClaim[], resolver: Resolver, over: readonly OpenClaim[] = []): void {
    for (const one of claims) {
      const { key, slot } = one.claim
      if (!isDerived(key, fact) && !over.some((claim) => claim.key === key)) this.#prepareKey(one, resolver)
      // A claim that was given up before it is written takes no slot.
      if (slot === undefined || one.claim.retractedAt !== undefined) continue
      if (claims.length === 1 && this.#isUntaken(one.source, slot)) continue
      this.#prepareSlot(one, slot, resolver, over)
    }
  }

  #prepareKey({ claim: { key }, path }: ResolvedClaim, resolver: Resolver): void {
    if (this.#keys.has(key)) this.#context.inserter.flush()
    this.#context.indexes.need('claim_key')
    const owner = this.#owner.get(key)
    this.#keys.add(key)
    if (owner === undefined) return
    const message = `expected a key of its own, found ${key}, that of a claim of ${owner}`
    resolver.wrong.push({ path: [...path, 'key'], message })
  }

  #prepareSlot(one: ResolvedClaim, slot: string, resolver: Resolver, over: readonly OpenClaim[]): void {
    const { recordedAt } = this.#context
    const name = `${one.source} ${slot}`
    const before = this.#holder(one.source, slot, name)
    const path = [...one.path, 'slot']
    if (this.#slots.has(name) || (before && this.#context.isGiven('claim', before.id))) {
      const message = `expected each slot of a source once, found ${slot} again${this.#lineOf(one.source, slot, name)}; rows that the identity of a mapping takes for one must not differ`
      resolver.wrong.push({ path, message })
      return
    }
    this.#slots.add(name)
    if (!before || over.some((claim) => claim.id === before.id)) return
    const early = this.#endings.problem(before)
    if (early) resolver.wrong.push({ path, message: early })
    one.replaces = before
    if (one.knownFrom <= before.known_from) one.knownFrom = recordedAt
  }

  /** Whether all slots of the source that are taken are in the table of this session. */
  #isNew(source: number): boolean {
    return this.#taken !== undefined && source > this.#context.ids.source.before
  }

  /** Whether certainly no claim has the slot. */
  #isUntaken(source: number, slot: string): boolean {
    if (!this.#isNew(source)) return false
    this.#maybe.length = 0
    this.#taken!.find(slot, this.#maybe, source)
    return this.#maybe.length === 0
  }

  /** The open claim that has the slot of a source. */
  #holder(source: number, slot: string, name: string): OpenClaim | undefined {
    if (this.#free.has(name)) return undefined
    if (!this.#isNew(source)) {
      this.#context.indexes.need('claim_by_slot')
      return this.#slot.get(source, slot)
    }
    if (this.#isUntaken(source, slot)) return undefined
    this.#context.inserter.flush()
    return this.#maybe
      .map((id) => this.#slotOf.get(id))
      .find((claim) => claim?.source_id === source && claim.slot === slot)
  }

  /** The line that a slot was given on before, in words. */
  #lineOf(source: number, slot: string, name: string): string {
    this.#context.inserter.flush()
    const before = this.#holder(source, slot, name)
    const line =
      before &&
      this.#context.connection
        .prepare<[number], number | null>(
          'select p.line from claim c join passage p on p.id = c.passage_id where c.id = ?',
        )
        .pluck()
        .get(before.id)
    return line == null ? '' : `, which line ${line} gave`
  }

  #take(source: number, slot: string, id: number): void {
    if (!this.#isNew(source)) return
    this.#taken!.add(slot, id, source)
    if (this.#taken!.size < MOST_KEYS) return
    this.#taken = undefined
    this.#context.inserter.flush()
  }

  /** Writes a claim of a fact, and ends the one that it replaces. */
  write(fact: number, one: ResolvedClaim): void {
    const { claim, asserter, source, via, recordedAt, knownFrom, replaces } = one
    const { add, ids, passages } = this.#context
    if (replaces) {
      this.#endings.end(replaces, knownFrom)
      if (replaces.fact_id !== fact) {
        this.#context.inserter.flush()
        this.#endings.refresh(replaces.fact_id)
      }
    }
    const id = ids.claim.next()
    one.id = id
    add.claim([
      id,
      claim.key,
      fact,
      asserter,
      claim.assertedAs ?? null,
      source,
      passages.id(source, claim.locator),
      claim.modality,
      claim.printed ?? null,
      claim.assertedOn ?? null,
      firstDay(claim.assertedOn),
      knownFrom,
      claim.knownTo ?? FOREVER,
      recordedAt,
      claim.retractedAt ?? null,
      claim.slot ?? null,
    ])
    if (claim.slot !== undefined && claim.retractedAt === undefined) this.#take(source, claim.slot, id)
    for (let position = 0; position < via.length; position++) add.claimVia([id, position, via[position]!])
  }

  /** Whether the claim is there as it is given. Of one that is seen again and again, the first time that it is known stays. */
  same(stored: StoredClaim, one: ResolvedClaim): boolean {
    const { claim, asserter, source, via } = one
    return (
      stored.asserter_id === asserter &&
      stored.asserted_as === (claim.assertedAs ?? null) &&
      stored.source_id === source &&
      stored.modality === claim.modality &&
      stored.printed === (claim.printed ?? null) &&
      (claim.seen || stored.asserted_on === (claim.assertedOn ?? null)) &&
      stored.slot === (claim.slot ?? null) &&
      stored.via === via.join(' ') &&
      stored.retracted_at === (claim.retractedAt ?? null) &&
      stored.known_to === (claim.knownTo ?? FOREVER) &&
      // One that replaced another is known from then on, whatever the record says.
      (claim.seen ||
        claim.knownFrom === undefined ||
        stored.known_from === claim.knownFrom ||
        stored.known_from === stored.recorded_at) &&
      (isHere(stored, one) || stored.slot !== null)
    )
  }

  /** Notes that the source was seen to say the same later; tells whether it was. */
  see(stored: StoredClaim, { claim: { seen, assertedOn }, recordedAt }: ResolvedClaim): boolean {
    if (!seen || assertedOn === undefined || (stored.asserted_on ?? '') >= assertedOn) return false
    this.#context.inserter.flush()
    this.#see.run(assertedOn, firstDay(assertedOn), recordedAt, stored.id)
    return true
  }

  /** Notes where the source has the claim now; tells whether that is elsewhere. */
  place(stored: StoredClaim, one: ResolvedClaim): boolean {
    if (isHere(stored, one)) return false
    this.#context.inserter.flush()
    this.#move.run(this.#context.passages.id(one.source, one.claim.locator), stored.id)
    return true
  }
}
