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

/** Adds pairs and words. */
function addRuns(parts: readonly string[], terms: string[]): void {
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!
    if (!isSign(part)) terms.push(`w${part}`)
    else {
      const next = parts[i + 1]
      terms.push(part + (next !== undefined && isSign(next) ? next : '$'))
    }
  }
}

/** What a name may begin with when its characters are spelt by `spell`: all ways, as far as it matters. */
function spelt(parts: readonly string[], spell: (part: string) => readonly string[]): string[] {
  let ways = ['']
  for (const part of parts) {
    if (ways.every((way) => way.length >= LEADING)) break
    const all = spell(part)
    if (all.length === 1) ways = ways.map((way) => way + all[0])
    else ways = ways.flatMap((way) => all.map((one) => way + one)).slice(0, WAYS)
  }
  return ways
}

/** The terms of a name, given as it is compared (folded, without legal form). */
export function nameTerms(norm: string, kind: string, readings: Readings): string {
  const parts = elements(norm)
  const terms = [`k${kind}`]
  addRuns(parts, terms)
  const [first, second] = parts
  if (first === undefined) return terms[0]!
  const signs = parts.some(isSign)
  const read = (part: string): readonly string[] => {
    if (!isSign(part)) return [part]
    const found = readings(part)
    return found.length > 0 ? found : [part]
  }
  if (isSign(first)) terms.push(`^${first}${second !== undefined && isSign(second) ? second : ''}`)
  for (const way of spelt(parts, read))
    for (const length of [1, 2, LEADING])
      if (way.length >= length || length === LEADING) terms.push(`p${start(way, length)}`)
  const initial = (part: string) =>
    isSign(part) ? [...new Set(read(part).map((one) => one[0]!))] : signs ? [part] : [start(part, 1)]
  if (parts.length > 1) for (const way of spelt(parts, initial)) terms.push(`i${start(way, LEADING)}`)
  if (!signs && parts.length > 1) terms.push(`c${parts.join('')}`)
  for (let i = 0; i < parts.length; i++) {
    const [part, next] = [parts[i]!, parts[i + 1]]
    if (!isSign(part)) {
      if (part.length >= SHORTEST_FUZZY) terms.push(`r${reversed(part)}`)
    } else if (next !== undefined && isSign(next))
      for (const a of readings(part)) for (const b of readings(next)) terms.push(`s${a}${b}`)
  }
  return terms.join(' ')
}

/** The terms of a longer text, given folded. */
export function textTerms(folded: string, kind: string): string {
  const terms = [`k${kind}`]
  addRuns(elements(folded), terms)
  return [...new Set(terms)].join(' ')
}
