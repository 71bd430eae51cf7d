import { sameCode, spellings } from '../records/codes.ts'
import { elements } from '../records/elements.ts'
import { readingsOf } from '../records/readings.ts'
import type { FoundCode, FoundName, SearchIndex, SearchTerms } from '../store/store.ts'
import { beginningsOf, scoreLonger } from './longer.ts'
import { hasGaps, type Query } from './query.ts'
import { type Match, scoreFuzzy, scoreMixed, scoreName, scoreSound } from './score.ts'
import { termsAtStart, termsByLetters, termsBySound, termsInside, termsNear, termsOfFirstPair } from './terms.ts'

/** How many rows one look into the index brings at the most. */
export const MOST_ROWS = 300

/** An identifier that begins with so few characters is none that somebody means. */
const SHORTEST_CODE = 4

/** An entity that was found, by the best of its names. */
export type EntityHit = Match & {
  readonly entity: number
  readonly key: string
  readonly kind: string
  readonly matchedText: string
  /** The length of what was matched. */
  readonly length: number
}

export type EntityHits = { readonly hits: readonly EntityHit[]; readonly complete: boolean }

export type EntityOptions = {
  readonly kinds?: readonly string[] | undefined
  /** Whether anything else that is looked through has the text. */
  readonly isFound?: () => boolean
  /** Whether somebody may be in the middle of a code. */
  readonly typing?: boolean
}

/** Collects the best hit of each entity. */
class Best {
  readonly #hits = new Map<number, EntityHit & { rank: number }>()

  get size(): number {
    return this.#hits.size
  }

  add(hit: EntityHit, rank: number): void {
    const known = this.#hits.get(hit.entity)
    const better =
      !known ||
      hit.score > known.score ||
      (hit.score === known.score && (rank < known.rank || (rank === known.rank && hit.matchedText < known.matchedText)))
    if (better) this.#hits.set(hit.entity, { ...hit, rank })
  }

  all(): EntityHit[] {
    return [...this.#hits.values()].map(({ rank: _rank, ...hit }) => hit)
  }
}

/**
 * Finds entities by their names, identifiers and keys. Similar words and sounds are looked for only where nothing else is found, nor
 * was before among other things.
 */
export function findEntities(index: SearchIndex, query: Query, options: EntityOptions = {}): EntityHits {
  const { kinds, isFound } = options
  if (kinds?.length === 0) return { hits: [], complete: true }
  const best = new Best()
  const seen = new Set<number>()
  let complete = true
  const readings = (character: string) => index.readings(character)

  const take = (names: readonly FoundName[], score: (name: FoundName) => Match | undefined): void => {
    if (names.length >= MOST_ROWS) complete = false
    for (const name of names) {
      if (seen.has(name.id)) continue
      const match = score(name)
      if (!match) continue
      seen.add(name.id)
      const { entity, key, kind, text, rank } = name
      best.add({ ...match, entity, key, kind, matchedText: text, length: elements(name.norm).join('').length }, rank)
    }
  }
  const usual = (name: FoundName) => scoreName(query, name, readings)
  const look = (terms: SearchTerms | undefined, score = usual): boolean => {
    if (!terms || terms.length === 0) return false
    const names = index.namesWith(terms, kinds, MOST_ROWS)
    take(names, score)
    return names.length >= MOST_ROWS
  }

  if (query.norm !== '') take(index.namesEqual(query.norm, kinds, MOST_ROWS), usual)
  addCodes(index, query, options, best)
  if (query.parts.length > 0) {
    take(index.namesBeginning(query.folded, kinds, MOST_ROWS), usual)
    // Names that only have the query in them come after those that begin with it, so where there are too many of these they are left out.
    if (!look(termsAtStart(query, readings)) && !look(termsInside(query.pieces)) && hasGaps(query))
      look(termsInside(query.words))
    if (query.letters !== undefined) {
      for (const letters of new Set([query.compact, query.letters]))
        for (const terms of termsByLetters(letters)) look(terms)
    }
    if (best.size === 0 && query.letters !== undefined)
      look(termsOfFirstPair(query.letters), (name) => scoreMixed(query, name, readings))
    const mayBeMeant = best.size === 0 && !isFound?.()
    if (mayBeMeant) look(termsNear(index, query), (name) => scoreFuzzy(query, name))
    if (mayBeMeant && best.size === 0) {
      const known = (character: string) => {
        const stored = index.readings(character)
        return stored.length > 0 ? stored : readingsOf(character)
      }
      look(query.letters === undefined ? termsBySound(query, known) : undefined, (name) =>
        scoreSound(query, name, known),
      )
    }
    if (best.size === 0) {
      const beginnings = beginningsOf(query)
      const longer = (name: FoundName) => scoreLonger(query, beginnings, name)
      for (const norm of beginnings) take(index.namesEqual(norm, kinds, MOST_ROWS), longer)
    }
  }
  return { hits: best.all(), complete }
}

const isPartOfWord = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character)

function addCodes(index: SearchIndex, query: Query, { kinds, typing }: EntityOptions, best: Best): void {
  const { folded } = query
  if (folded === '') return
  const add = ({ entity, key, kind, text }: FoundCode, score: number, ranges?: Match['ranges']) => {
    if (entity === null) return
    const match: Match = { score, matchedBy: 'IDENTIFIER', ...(ranges ? { ranges } : {}) }
    best.add({ ...match, entity, key, kind, matchedText: text, length: text.length }, Number.MAX_SAFE_INTEGER)
  }
  for (const code of index.codes(folded, false, kinds, MOST_ROWS)) add(code, 96)
  if (query.letters === undefined || folded.length < SHORTEST_CODE) return
  const spelt = spellings(folded)
  for (const code of spelt.length > 0 ? index.codesAmong(spelt, kinds, MOST_ROWS) : []) {
    if (code.text.toLowerCase() === folded) continue
    const same = sameCode(folded, code.text)
    if (same) add(code, same === 'surely' ? 95 : 90)
  }
  for (const code of index.codes(folded, true, kinds, MOST_ROWS)) {
    const { length } = folded
    if (code.text.length > length && (typing || !isPartOfWord(code.text[length])))
      add(code, 80, [[0, query.compact.length]])
  }
}
