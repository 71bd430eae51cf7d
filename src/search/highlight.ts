import { elements } from '../records/elements.ts'
import type { Match } from './score.ts'

/** A longer text is cut to about so many characters around what was found. */
const LONGEST = 160
/** How much of a text stands before what was found in it. */
const BEFORE = 40

type Ranges = NonNullable<Match['ranges']>

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** How many letters and signs a character is when everything else is left out. */
const lengthOf = (character: string): number => elements(character.normalize('NFKC').toLowerCase()).join('').length

/** Where in the characters of a text the ranges of its letters and signs are. */
function placesOf(characters: readonly string[], ranges: Ranges): [number, number][] {
  const places: [number, number][] = []
  let at = 0
  for (const [i, character] of characters.entries()) {
    const length = lengthOf(character)
    const last = places.at(-1)
    const range = ranges.findIndex(([from, to]) => at < to && at + length > from)
    if (length > 0 && range >= 0) {
      // What stands between two marked characters of one range is marked, too.
      if (last && at > ranges[range]![0]) last[1] = i + 1
      else places.push([i, i + 1])
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
