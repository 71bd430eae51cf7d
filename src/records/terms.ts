import { elements, isSign, start } from './elements.ts'

/**
 * The terms under which search finds names and texts. The first letter says what a term is: `w` a word, `r` a word backwards, `p` the
 * first letters of a name's reading, `i` its initials, `s` two syllables that follow each other, `c` all the words in one, `k` the kind; `^` the two
 * first characters. Characters of scripts without spaces stand in pairs; `$` is what follows the last of a run.
 */

/** Words of fewer letters are not looked for by a similar one. */
export const SHORTEST_FUZZY = 4

/** How much of a name's reading and initials is in its terms. */
export const LEADING = 4

/** More ways to read the start of a name than this are not noted. */
const WAYS = 8

export type Readings = (character: string) => readonly string[]

export const reversed = (word: string): string => [...word].reverse().join('')

/** Pairs and words. */
function runs(parts: readonly string[]): string {
  let terms = ''
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!
    if (!isSign(part)) {
      terms += ` w${part}`
      continue
    }
    const next = parts[i + 1]
    terms += ` ${part}${next !== undefined && isSign(next) ? next : '$'}`
  }
  return terms
}

/** What a name may begin with when each of its parts is spelt in one of its ways, as far as it matters. */
function spelt(ways: readonly (readonly string[])[]): readonly string[] {
  let one = ''
  for (let i = 0; i < ways.length; i++) {
    if (ways[i]!.length > 1) return speltInWays([one], ways.slice(i))
    one += ways[i]![0]!
    if (one.length >= LEADING) break
  }
  return [one]
}

function speltInWays(begun: readonly string[], ways: readonly (readonly string[])[]): readonly string[] {
  let all = begun
  for (const spellings of ways) {
    if (all.every((one) => one.length >= LEADING)) break
    all = all.flatMap((one) => spellings.map((spelling) => one + spelling)).slice(0, WAYS)
  }
  return all
}

/** What is read at the beginning of a name of these parts, as far as terms have it. */
export const beginnings = (parts: readonly string[], readings: Readings): readonly string[] =>
  spelt(
    parts.map((part) => {
      const all = isSign(part) ? readings(part) : NONE
      return all.length > 0 ? all : [part]
    }),
  )

const initialsOf = (readings: readonly string[]): readonly string[] =>
  readings.length === 1 ? [readings[0]![0]!] : [...new Set(readings.map((one) => one[0]!))]

/** The terms of a name, given as it is compared (folded, without legal form). Called for each name that is written, so it has to be quick. */
export function nameTerms(norm: string, kind: string, readings: Readings): string {
  const parts = elements(norm)
  let terms = `k${kind}`
  const { length } = parts
  if (length === 0) return terms
  terms += runs(parts)
  // The readings of each character; a word, or a character that has none, is read as it stands.
  const read: (readonly string[])[] = []
  const isRead: boolean[] = []
  let signs = false
  for (let i = 0; i < length; i++) {
    const part = parts[i]!
    const sign = isSign(part)
    const all = sign ? readings(part) : NONE
    signs ||= sign
    isRead.push(all.length > 0)
    read.push(all.length > 0 ? all : [part])
    if (!sign && part.length >= SHORTEST_FUZZY) terms += ` r${reversed(part)}`
    if (i === 0 || !isRead[i] || !isRead[i - 1]) continue
    for (const a of read[i - 1]!) for (const b of all) terms += ` s${a}${b}`
  }
  const [first, second] = parts
  if (isSign(first!)) terms += ` ^${first}${second !== undefined && isSign(second) ? second : ''}`
  for (const way of spelt(read)) {
    terms += ` p${start(way, LEADING)}`
    if (way.length > 0) terms += ` p${start(way, 1)}`
    if (way.length > 1) terms += ` p${start(way, 2)}`
  }
  if (length > 1) {
    const initials = read.map((all, i) => (isRead[i] ? initialsOf(all) : signs ? all : [start(all[0]!, 1)]))
    for (const way of spelt(initials)) terms += ` i${start(way, LEADING)}`
    if (!signs) terms += ` c${parts.join('')}`
  }
  return terms
}

const NONE: readonly string[] = []

/** The terms of a longer text, given folded. */
export function textTerms(folded: string, kind: string): string {
  return `k${kind}${runs(elements(folded))}`
}
