import { elements } from '../records/elements.ts'
import { fold } from '../records/fold.ts'
import type { Match } from './score.ts'

/** A longer text is cut to about so many characters around what was found. */
const LONGEST = 160
/** How much of a text stands before what was found in it. */
const BEFORE = 40

type Ranges = NonNullable<Match['ranges']>

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const MARK = /^\p{M}/u

const composed = (text: string): number => text.normalize('NFKC').length

/** Whether a character belongs to what stands before it: an accent, or a part of a syllable or sign. */
const joins = (before: string, next: string): boolean =>
  next >= '\u0300' && (MARK.test(next) || composed(before + next) < composed(before) + composed(next))

/** Where in the characters of a text the ranges of its letters and signs are, these as they are compared: composed and folded. */
function placesOf(characters: readonly string[], ranges: Ranges): [number, number][] {
  const places: [number, number][] = []
  const end = Math.max(...ranges.map(([, to]) => to))
  let at = 0
  for (let i = 0, next = 1; i < characters.length && at < end; i = next++) {
    let letter = characters[i]!
    for (; next < characters.length && joins(letter, characters[next]!); next++) letter += characters[next]
    const { length } = elements(fold(letter)).join('')
    const last = places.at(-1)
    const range = ranges.findIndex(([from, to]) => at < to && at + length > from)
    if (length > 0 && range >= 0) {
      // What stands between two marked characters of one range is marked, too.
      if (last && at > ranges[range]![0]) last[1] = next
      else places.push([i, next])
    }
    at += length
  }
  return places
}

/**
 * The text with what was found in it between `<mark>` and `</mark>`; everything else is escaped for HTML. A long text is cut to
 * what stands around the first.
 */
export function highlight(text: string, ranges: Ranges | undefined): string {
  const characters = [...text]
  const places = ranges
    ? placesOf(
        characters,
        [...ranges].sort((a, b) => a[0] - b[0]),
      )
    : [[0, characters.length] as const]
  const start = characters.length > LONGEST ? Math.max(0, (places[0]?.[0] ?? 0) - BEFORE) : 0
  const end = Math.min(characters.length, start + LONGEST)
  let result = start > 0 ? '…' : ''
  let at = start
  for (const [from, to] of places) {
    if (from >= end) break
    const stop = Math.min(to, end)
    result += `${escaped(characters.slice(at, from).join(''))}<mark>${escaped(characters.slice(from, stop).join(''))}</mark>`
    at = stop
  }
  return result + escaped(characters.slice(at, end).join('')) + (end < characters.length ? '…' : '')
}
