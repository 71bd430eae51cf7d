import { Modality, words } from '../../schema/vocabulary.ts'
import { earliestDay, instant, isPartialDate, latestDay } from '../../src/records/values.ts'
import { badInput } from './errors.ts'
import { byCodePoint, type Claim, type Fact, type World } from './world.ts'

export type ViewArguments = {
  validOn?: string | null
  knownAt?: string | null
  accordingTo?: readonly string[] | null
  modality?: readonly string[] | null
}

const modalities: readonly string[] = words(Modality)

/** What is seen: on which day it held, at what time it was known, who says so and how. */
export class View {
  readonly world: World
  readonly now: string
  readonly validOn: string | null
  readonly knownAt: string | null
  readonly accordingTo: string[] | null
  readonly modality: string[] | null
  readonly token: string
  #facts: Fact[] | undefined
  #claims: Claim[] | undefined

  constructor(world: World, now: string, view: ViewArguments = {}) {
    this.world = world
    this.now = now
    this.validOn = view.validOn ?? null
    this.knownAt = view.knownAt == null ? null : instant(view.knownAt, 'end')
    if (view.knownAt != null && this.knownAt === null) throw badInput('knownAt is not an instant')
    if (this.validOn !== null && (this.validOn.length !== 10 || !isPartialDate(this.validOn))) {
      throw badInput('validOn is not a day')
    }
    this.accordingTo = view.accordingTo ? [...new Set(view.accordingTo)].sort(byCodePoint) : null
    this.modality = view.modality ? modalities.filter((m) => view.modality!.includes(m)) : null
    const parts = [this.validOn, this.knownAt, this.accordingTo, this.modality]
    this.token = parts.every((p) => p === null) ? '' : Buffer.from(JSON.stringify(parts)).toString('base64url')
  }

  /** The view that a token stands for. */
  static read(world: World, now: string, token: string): View {
    let parts: unknown
    try {
      parts = JSON.parse(Buffer.from(token, 'base64url').toString())
    } catch {
      throw badInput('not an id')
    }
    if (!Array.isArray(parts) || parts.length !== 4) throw badInput('not an id')
    const [validOn, knownAt, accordingTo, modality] = parts
    const view = new View(world, now, { validOn, knownAt, accordingTo, modality })
    if (view.token !== token) throw badInput('not an id')
    return view
  }

  /** The time at which things must be known. */
  get time(): string {
    return this.knownAt ?? this.now
  }

  #holds(fact: Fact): boolean {
    if (this.validOn === null || fact.type !== 'Relation') return true
    const { validFrom, validTo } = fact.record
    if (validFrom && earliestDay(validFrom) > this.validOn) return false
    if (validTo && latestDay(validTo) < this.validOn) return false
    return true
  }

  /** Whether what this party says with this modality counts. */
  follows(assertedBy: string | undefined, modality: string): boolean {
    if (this.accordingTo && !(assertedBy && this.accordingTo.includes(assertedBy))) return false
    return !this.modality || this.modality.includes(modality)
  }

  sees(claim: Claim): boolean {
    const { knownFrom, knownTo, assertedBy, modality } = claim.record
    if (!(knownFrom! <= this.time)) return false
    if (knownTo && !(this.time < knownTo)) return false
    if (!this.follows(assertedBy, modality)) return false
    return this.#holds(claim.fact)
  }

  /** All claims that are visible. */
  get claims(): Claim[] {
    this.#claims ??= this.world.claims.filter((claim) => this.sees(claim))
    return this.#claims
  }

  /** All facts that are visible: those with a visible claim. */
  get facts(): Fact[] {
    this.#facts ??= this.world.facts.filter((fact) => fact.claims.some((claim) => this.sees(claim)))
    return this.#facts
  }

  /** The visible facts of one type. */
  of<T extends Fact['type']>(type: T): Extract<Fact, { type: T }>[] {
    return this.facts.filter((fact) => fact.type === type) as Extract<Fact, { type: T }>[]
  }
}
