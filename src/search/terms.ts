import { isSign, start } from '../records/elements.ts'
import { isSyllable, syllables } from '../records/readings.ts'
import { beginnings, LEADING, type Readings, reversed } from '../records/terms.ts'
import type { SearchIndex, SearchTerm, SearchTerms } from '../store/store.ts'
import type { Query } from './query.ts'
import { halves, isNear, SHORTEST_BEGINNING, tolerance } from './score.ts'

const one = (text: string, begins = false): readonly SearchTerm[] => [begins ? { text, begins } : { text }]

/** Each group once: who says a thing twice doesn't narrow the search. */
const once = (groups: SearchTerms): SearchTerms => [
  ...new Map(
    groups.map((group) => [group.map(({ text, begins }) => `${text}${begins ? '*' : ''}`).join(' '), group]),
  ).values(),
]

/** The pairs of characters that follow each other; one that stands alone is the beginning of a pair. */
function pairs(piece: readonly string[]): SearchTerms {
  if (piece.length === 1) return [one(piece[0]!, true)]
  return piece.slice(1).map((next, i) => one(piece[i]! + next))
}

/** Of more characters that stand alone than this, the others are only compared: each takes as long as a search for it. */
const MOST_ALONE = 4

/** Terms of all names or texts in which these pieces of a query stand. */
export function termsInside(pieces: Query['pieces']): SearchTerms {
  const terms = pieces.flatMap((piece, i) => {
    const [word] = piece as [string]
    if (isSign(word)) return pairs(piece)
    return [one(`w${word}`, i === pieces.length - 1 && word.length >= SHORTEST_BEGINNING)]
  })
  let alone = 0
  return once(terms).filter(([term]) => !(term!.begins && isSign(term!.text)) || ++alone <= MOST_ALONE)
}

/** Terms of all names that begin with the query; none if it has only words. */
export function termsAtStart({ parts, pieces, letters }: Query, readings: Readings): SearchTerms | undefined {
  const [first, second] = parts
  if (first === undefined || letters !== undefined) return undefined
  // Words may be cut otherwise in the name ("T C L 科技"), so only their letters and the characters count.
  if (!isSign(first)) {
    const signs = pieces.filter(([part]) => isSign(part!))
    return once([beginnings(parts, readings).map((way) => lead('p', way)), ...signs.flatMap(pairs)])
  }
  if (second === undefined || !isSign(second)) return [one(`^${first}`, true)]
  const runs = pieces.filter((piece) => piece.length > 1)
  return once([one(`^${first}${second}`), ...runs.flatMap(pairs)])
}

/** The term of letters with which a reading begins. One letter and two are terms of their own. */
const lead = (kind: string, letters: string): SearchTerm => {
  const text = kind + start(letters, LEADING)
  return letters.length > 2 && letters.length < LEADING ? { text, begins: true } : { text }
}

/** Terms of all names that are read as the letters say, from their start or by some of their characters; several ways of looking. */
export function termsByLetters(letters: string): SearchTerms[] {
  const ways: SearchTerms[] = [[[lead('p', letters)]]]
  if (letters.length > 1) ways.push([one(`i${start(letters, LEADING)}`, letters.length < LEADING)])
  if (letters.length > LEADING) ways.push([one(`c${letters}`, true)])
  for (const { whole, cut } of letters.length > 2 ? syllables(letters) : []) {
    // The last may go on: who types "zhan" may mean "zhang".
    const last = cut ? whole.length : whole.length - 1
    const terms = whole.slice(1).map((next, i) => one(`s${whole[i]}${next}`, i + 1 === last))
    if (cut && whole.length > 0) terms.push(one(`s${whole.at(-1)}${cut}`, true))
    if (terms.length > 0) ways.push(once(terms))
  }
  return ways
}

const LONGEST_SYLLABLE = 6

/** Terms of all names that have two characters inside with which the letters begin. */
export function termsOfFirstPair(letters: string): SearchTerms | undefined {
  const pairs = new Set<string>()
  for (let middle = 1; middle <= LONGEST_SYLLABLE; middle++)
    for (let end = middle + 1; end <= middle + LONGEST_SYLLABLE && end < letters.length; end++)
      if (isSyllable(letters.slice(0, middle)) && isSyllable(letters.slice(middle, end)))
        pairs.add(letters.slice(0, end))
  return pairs.size > 0 ? [[...pairs].map((pair) => ({ text: `s${pair}` }))] : undefined
}

/** More words than this are not taken for what may have been meant by one. */
const MOST_MEANT = 20
/** A query of more words than this has no small mistakes only. */
const MOST_WORDS = 10
/** More words than this are not compared. */
const MOST_COMPARED = 2000

const plain = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '')

/** Terms of names with words that are near those of the query; none if some word is near none. */
export function termsNear(index: SearchIndex, { letters, parts }: Query): SearchTerms | undefined {
  const words = [...new Set(parts)]
  if (letters === undefined || words.length > MOST_WORDS || !words.some((word) => tolerance(word) > 0)) return undefined
  const groups: SearchTerm[][] = []
  for (const word of words) {
    const meant = new Set([word])
    if (tolerance(word) > 0) {
      const [head, tail] = halves(word)
      // Two letters that changed places across the middle leave no half as it was.
      const swapped = head.slice(0, -1) + tail[0] + head.at(-1) + tail.slice(1)
      const found = [
        swapped,
        ...index.terms(`w${head}`, MOST_COMPARED).map((term) => term.slice(1)),
        ...index.terms(`r${reversed(tail)}`, MOST_COMPARED).map((term) => reversed(term.slice(1))),
      ]
      const near = found.filter((candidate) => isNear(candidate, word) !== undefined)
      // Accents that were left out come first: of very many near words only some are looked for.
      const accented = near.filter((candidate) => plain(candidate) === plain(word))
      for (const candidate of [...accented, ...near]) meant.add(candidate)
    }
    groups.push([...meant].slice(0, MOST_MEANT).map((text) => ({ text: `w${text}` })))
  }
  return groups
}

/** Terms of names with characters that sound like those of the query; none if no two follow each other. */
export function termsBySound({ parts }: Query, readings: Readings): SearchTerms | undefined {
  const groups: SearchTerm[][] = []
  for (const [i, part] of parts.entries()) {
    const next = parts[i + 1]
    if (!isSign(part)) groups.push([{ text: `w${part}` }])
    else if (next !== undefined && isSign(next)) {
      const [a, b] = [readings(part)[0], readings(next)[0]]
      groups.push(a !== undefined && b !== undefined ? [{ text: `s${a}${b}` }] : [])
    }
  }
  return groups.some((group) => group[0]?.text.startsWith('s')) && groups.every((group) => group.length > 0)
    ? once(groups)
    : undefined
}
