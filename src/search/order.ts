import type { SearchIndex } from '../store/store.ts'

/** What hits are ordered by, in this order: the best score, the shortest text, the most relations, the kind, the key. */
export type Ranked = {
  readonly score: number
  readonly length: number
  readonly key: string
  readonly entity?: number | undefined
  readonly source?: number | undefined
  readonly statement?: number | undefined
  readonly event?: number | undefined
}

/** More relations than this make no difference. */
const MANY = 50

export type Place = readonly [score: number, length: number, degree: number, group: number, key: string]

const groupOf = ({ entity, source, statement }: Ranked): number =>
  entity !== undefined ? 0 : source !== undefined ? 1 : statement !== undefined ? 2 : 3

const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

export const comparePlaces = (a: Place, b: Place): number =>
  b[0] - a[0] || a[1] - b[1] || b[2] - a[2] || a[3] - b[3] || byCodePoint(a[4], b[4])

/** Where a hit stands among all. Relations are counted only when asked for. */
export const placeOf = (index: SearchIndex, hit: Ranked): Place => [
  hit.score,
  hit.length,
  hit.entity === undefined ? 0 : index.degree(hit.entity, MANY),
  groupOf(hit),
  hit.key,
]

/** The hits in order. Relations are counted only of those that are alike before that. */
export function ranked<Hit extends Ranked>(index: SearchIndex, hits: readonly Hit[]): Hit[] {
  const places = new Map<Hit, Place>()
  const place = (hit: Hit): Place => {
    let known = places.get(hit)
    if (!known) {
      known = placeOf(index, hit)
      places.set(hit, known)
    }
    return known
  }
  return [...hits].sort((a, b) => b.score - a.score || a.length - b.length || comparePlaces(place(a), place(b)))
}
