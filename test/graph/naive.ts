import type { TupuRecord } from '../../src/records/record.ts'
import { earliestDay, instant, latestDay } from '../../src/records/values.ts'

type Relation = Extract<TupuRecord, { record: 'relation' }>
export type NaiveView = {
  knownAt?: string
  validOn?: string
  modality?: readonly string[]
  accordingTo?: readonly string[]
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The relations that lead somewhere, recomputed from the records without any index. */
export class Naive {
  readonly relations: Relation[]
  readonly #kinds: ReadonlyMap<string, string>
  readonly #all: Relation[]

  constructor(records: Iterable<TupuRecord>, now: string, view: NaiveView = {}) {
    const all = [...records]
    this.#kinds = new Map(all.flatMap((r) => (r.record === 'entity' ? [[r.key, r.kind] as const] : [])))
    this.#all = all.filter((r): r is Relation => r.record === 'relation' && !r.negated && r.to !== undefined)
    const at = view.knownAt ? instant(view.knownAt, 'end')! : now
    this.relations = this.#all.filter((r) => {
      if (view.validOn && r.validFrom && earliestDay(r.validFrom) > view.validOn) return false
      if (view.validOn && r.validTo && latestDay(r.validTo) < view.validOn) return false
      return r.claims.some(
        (c) =>
          c.knownFrom! <= at &&
          (c.knownTo === undefined || at < c.knownTo) &&
          (!view.modality || view.modality.includes(c.modality)) &&
          (!view.accordingTo || view.accordingTo.includes(c.assertedBy ?? '')),
      )
    })
  }

  next(node: string, via?: readonly string[]): string[] {
    const far = this.relations
      .filter((r) => !via || via.includes(r.kind))
      .flatMap((r) => (r.from === node ? [r.to!] : r.to === node ? [r.from] : []))
    return [...new Set(far)].filter((other) => other !== node).sort(byText)
  }

  /** All paths that pass nothing twice, in the order that is promised. */
  paths(from: string, to: string, maxHops: number, via?: readonly string[]): string[] {
    const found: string[][] = []
    const walk = (path: string[]) => {
      if (path.at(-1) === to) found.push(path)
      else if (path.length <= maxHops)
        for (const next of this.next(path.at(-1)!, via)) if (!path.includes(next)) walk([...path, next])
    }
    walk([from])
    return found
      .sort((a, b) => a.length - b.length || byText(a.join(' '), b.join(' ')))
      .map((path) => path.slice(1).join(' '))
  }

  relationsBetween(a: string, b: string): string[] {
    return this.relations
      .filter((r) => (r.from === a && r.to === b) || (r.from === b && r.to === a))
      .map((r) => r.key!)
      .sort(byText)
  }

  /** Other investors in the same companies, and in how many. */
  coInvestors(node: string): Record<string, number> {
    const held = (who: string) =>
      new Set(
        this.relations
          .filter(
            (r) => r.kind === 'INVESTED_IN' && r.from === who && r.to !== who && this.#kinds.get(r.to!) === 'COMPANY',
          )
          .map((r) => r.to!),
      )
    const others = [...this.#kinds].filter(([key, kind]) => key !== node && kind !== 'PRODUCT').map(([key]) => key)
    const counts = others.sort(byText).map((key) => [key, held(key).intersection(held(node)).size] as const)
    return Object.fromEntries(counts.filter(([, count]) => count > 0))
  }

  /** With how many others each is linked, whatever the view. */
  influence(): Record<string, number> {
    const standing = this.#all.filter((r) => r.claims.some((c) => c.knownTo === undefined))
    const near = (key: string) => standing.flatMap((r) => (r.from === key ? [r.to!] : r.to === key ? [r.from] : []))
    return Object.fromEntries(
      [...this.#kinds.keys()].sort(byText).map((key) => [key, new Set(near(key).filter((k) => k !== key)).size]),
    )
  }
}
