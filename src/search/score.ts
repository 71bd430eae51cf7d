import { elements, isSign } from '../records/elements.ts'
import { stem } from '../records/fold.ts'
import { type Readings, SHORTEST_FUZZY } from '../records/terms.ts'
import { hasGaps, type Query } from './query.ts'
import { distance, type Reach, reachByInitials, reachByPinyin, soundAlike } from './spelling.ts'

export type MatchedBy = 'EXACT' | 'ALIAS' | 'IDENTIFIER' | 'PREFIX' | 'PINYIN' | 'INITIALS' | 'TEXT' | 'FUZZY'

/** How a text meets a query. `ranges` tell where, in its letters and signs without all that stands between; none: everywhere. */
export type Match = {
  readonly score: number
  readonly matchedBy: MatchedBy
  readonly ranges?: readonly (readonly [from: number, to: number])[]
}

/** Names of these types are not what a thing is called first of all. */
const OTHER_NAMES: ReadonlySet<string> = new Set(['ALIAS', 'FORMER', 'ACRONYM', 'TRANSLITERATION'])

/** Fewer letters than this are no beginning of a word within a text: too many words have it. */
export const SHORTEST_BEGINNING = 3

/** The part that a query is of a text, as points of so many. */
const part = (query: number, text: number, points: number) =>
  Math.round((points * Math.min(query, text)) / Math.max(text, 1))

const offset = (parts: readonly string[], end: number) => parts.slice(0, end).reduce((sum, one) => sum + one.length, 0)

/** Whether the parts of a query follow each other in those of a text from here on; of the last a beginning is enough. */
function followsFrom(parts: readonly string[], query: readonly string[], at: number): boolean {
  return query.every((one, i) => {
    const there = parts[at + i]
    if (there === one) return true
    const typing = i === query.length - 1 && one.length >= SHORTEST_BEGINNING && !isSign(one)
    return typing && there?.startsWith(one) === true
  })
}

/** Where the parts of a query stand in a text, one after the other. */
function sequence(parts: readonly string[], query: readonly string[]): readonly [number, number] | undefined {
  for (let at = 0; at + query.length <= parts.length; at++) {
    if (!followsFrom(parts, query, at)) continue
    const from = offset(parts, at)
    return [from, from + query.join('').length]
  }
  return undefined
}

/** Where the pieces of a query stand in a text, in whatever order; undefined unless all do. */
function apart(parts: readonly string[], pieces: Query['pieces']): (readonly [number, number])[] | undefined {
  const found: (readonly [number, number])[] = []
  for (const [i, piece] of pieces.entries()) {
    // Only the last word may be a beginning, since that is where somebody types.
    const last = i === pieces.length - 1
    const one = last || isSign(piece[0]!) ? sequence(parts, piece) : whole(parts, piece[0]!)
    if (!one) return undefined
    found.push(one)
  }
  return found
}

function whole(parts: readonly string[], word: string): readonly [number, number] | undefined {
  const at = parts.indexOf(word)
  return at < 0 ? undefined : [offset(parts, at), offset(parts, at) + word.length]
}

export type Name = { readonly folded: string; readonly norm: string; readonly type: string }

const partsOf = ({ folded, norm }: { folded: string; norm: string }) => {
  const parts = elements(norm)
  return parts.length > 0 ? parts : elements(folded)
}

/** How well a name meets a query, from 100; undefined if not at all. */
export function scoreName(query: Query, name: Name, readings: Readings): Match | undefined {
  const alias = OTHER_NAMES.has(name.type)
  if (query.norm === name.norm) return { score: alias ? 98 : 100, matchedBy: alias ? 'ALIAS' : 'EXACT' }
  if (query.parts.length === 0) return undefined
  const parts = partsOf(name)
  const compact = parts.join('')
  const { length } = query.compact
  if (query.compact === compact) return { score: alias ? 97 : 99, matchedBy: alias ? 'ALIAS' : 'EXACT' }
  if (compact.startsWith(query.compact) || name.folded.startsWith(query.folded)) {
    return { score: 80 + part(length, compact.length, 14), matchedBy: 'PREFIX', ranges: [[0, length]] }
  }
  const spelt =
    query.letters === undefined
      ? undefined
      : readEither(parts, readings, (read) => scoreSpelling(query.letters!, parts, read))
  if (spelt) return spelt
  const here = sequence(parts, query.parts)
  if (here) return { score: 45 + part(length, compact.length, 9), matchedBy: 'TEXT', ranges: [here] }
  const all = apart(parts, query.pieces)
  if (all) return { score: 36 + part(length, compact.length, 8), matchedBy: 'TEXT', ranges: all }
  const words = hasGaps(query) ? apart(parts, query.words) : undefined
  if (words) return { score: 28 + part(length, compact.length, 7), matchedBy: 'TEXT', ranges: words }
  return query.letters === undefined
    ? undefined
    : readEither(parts, readings, (read) => scoreInside(query.letters!, parts, read, false))
}

/** How well a name that has Pinyin and words after each other inside meets a query: zhipuai in 北京智谱AI. */
export function scoreMixed(query: Query, name: Name, readings: Readings): Match | undefined {
  const { letters } = query
  if (letters === undefined) return undefined
  const parts = partsOf(name)
  return readEither(parts, readings, (read) => scoreInside(letters, parts, read, true))
}

/** What a name loses of which a character has to be read as it seldom is. */
const RARE = 15

/** Readings come with the most common one first. */
const usual =
  (readings: Readings): Readings =>
  (character) =>
    readings(character).slice(0, 1)

/** The better match of a name read as usual, or with a rare reading. */
function readEither(
  parts: readonly string[],
  readings: Readings,
  score: (readings: Readings) => Match | undefined,
): Match | undefined {
  const common = score(usual(readings))
  if (!parts.some((part) => isSign(part) && readings(part).length > 1)) return common
  const rare = score(readings)
  return rare && (!common || rare.score - RARE > common.score) ? { ...rare, score: rare.score - RARE } : common
}

/** Letters as Pinyin or initials from the start of a name. */
function scoreSpelling(letters: string, parts: readonly string[], readings: Readings): Match | undefined {
  const ends = ({ end, whole }: Reach) => whole && end === parts.length
  const match = (reach: Reach, matchedBy: MatchedBy, full: number, points: number): Match => ({
    score: ends(reach) ? full : points + part(reach.end, parts.length, 9),
    matchedBy,
    ranges: [[0, offset(parts, reach.end)]],
  })
  const pinyin = parts.some(isSign) ? reachByPinyin(parts, 0, letters, readings) : undefined
  const initials = letters.length > 1 && parts.length > 1 ? reachByInitials(parts, letters, readings) : undefined
  if (pinyin && (ends(pinyin) || !initials || !ends(initials))) return match(pinyin, 'PINYIN', 79, 65)
  return initials ? match(initials, 'INITIALS', 78, 55) : undefined
}

/** Letters as Pinyin of some characters in a name that follow each other, at least two; words may follow these if that is asked for. */
function scoreInside(letters: string, parts: readonly string[], readings: Readings, words: boolean): Match | undefined {
  for (let from = 1; from + 1 < parts.length; from++) {
    if (!isSign(parts[from]!) || !isSign(parts[from + 1]!)) continue
    const end = words ? -1 : parts.findIndex((part, i) => i > from && !isSign(part))
    const reach = reachByPinyin(end < 0 ? parts : parts.slice(0, end), from, letters, readings)
    if (!reach || reach.end < from + 2) continue
    const ranges = [[offset(parts, from), offset(parts, reach.end)]] as const
    return { score: 36 + part(reach.end - from, parts.length, 8), matchedBy: 'PINYIN', ranges }
  }
  return undefined
}

/** How many letters of a word may be wrong. */
export const tolerance = (word: string): number => (word.length < SHORTEST_FUZZY ? 0 : word.length < 8 ? 1 : 2)

/** Whether one word may have been meant by another: two mistakes only where one half is without any. */
export function isNear(meant: string, typed: string): number | undefined {
  const most = tolerance(typed)
  if (most === 0 || meant.length < SHORTEST_FUZZY) return undefined
  const wrong = distance(meant, typed, most)
  if (wrong > most) return undefined
  const [head, tail] = halves(typed)
  return wrong < 2 || meant.startsWith(head) || meant.endsWith(tail) ? wrong : undefined
}

/** The halves of a word, of which one is right where only one letter is wrong. */
export function halves(word: string): readonly [string, string] {
  const middle = word.length >> 1
  return [word.slice(0, middle), word.slice(middle)]
}

/** How well a name meets a query of words that have small mistakes. */
export function scoreFuzzy(query: Query, name: Name): Match | undefined {
  if (query.letters === undefined) return undefined
  const parts = partsOf(name)
  let wrong = 0
  const ranges: (readonly [number, number])[] = []
  for (const word of new Set(query.parts)) {
    let best: { at: number; wrong: number } | undefined
    for (const [at, there] of parts.entries()) {
      const mistakes = there === word ? 0 : isSign(there) ? undefined : isNear(there, word)
      if (mistakes !== undefined && (!best || mistakes < best.wrong)) best = { at, wrong: mistakes }
    }
    if (!best) return undefined
    wrong += best.wrong
    ranges.push([offset(parts, best.at), offset(parts, best.at + 1)])
  }
  const more = Math.max(0, parts.length - query.parts.length)
  return { score: Math.max(5, 34 - 6 * wrong - 2 * Math.min(more, 5)), matchedBy: 'FUZZY', ranges }
}

/** How well a name meets a query whose characters sound like its own, each read as it mostly is. */
export function scoreSound(query: Query, name: Name, readings: Readings): Match | undefined {
  const parts = partsOf(name)
  const common = usual(readings)
  for (let at = 0; at + query.parts.length <= parts.length; at++) {
    const alike = query.parts.every((one, i) => {
      const there = parts[at + i]!
      return isSign(one) ? isSign(there) && soundAlike(one, there, common) : one === there
    })
    if (!alike) continue
    const ranges = [[offset(parts, at), offset(parts, at + query.parts.length)]] as const
    return { score: 20 + part(query.parts.length, parts.length, 14), matchedBy: 'PINYIN', ranges }
  }
  return undefined
}

/** How well a title or another text meets a query. */
export function scoreText(query: Query, folded: string, isTitle: boolean): Match | undefined {
  const norm = isTitle ? stem(folded) : folded
  if (isTitle && query.norm === norm) return { score: 100, matchedBy: 'EXACT' }
  const parts = elements(folded)
  const here = sequence(parts, query.parts)
  if (here && isTitle && here[0] === 0)
    return { score: 80 + part(query.parts.length, parts.length, 14), matchedBy: 'PREFIX', ranges: [here] }
  const base = isTitle ? 10 : 0
  if (here) return { score: base + 25 + part(query.parts.length, parts.length, 9), matchedBy: 'TEXT', ranges: [here] }
  const all = apart(parts, query.words)
  if (all) return { score: base + 15 + part(query.parts.length, parts.length, 9), matchedBy: 'TEXT', ranges: all }
  return undefined
}
