import { isSign } from '../records/elements.ts'
import type { Readings } from '../records/terms.ts'

/** How far letters reach into the parts of a name, from one part on: `end` is the part behind, `whole` if nothing was cut short. */
export type Reach = { readonly end: number; readonly whole: boolean }

type Spell = (part: string) => readonly string[]

/** The furthest that letters reach when each part is spelt in one of its ways; undefined where they don't fit. */
function reach(parts: readonly string[], from: number, letters: string, spell: Spell): Reach | undefined {
  let best: Reach | undefined
  const walk = (part: number, at: number): void => {
    if (at === letters.length) {
      if (!best?.whole) best = { end: part, whole: true }
      return
    }
    if (part === parts.length || best?.whole) return
    for (const way of spell(parts[part]!)) {
      if (letters.startsWith(way, at)) walk(part + 1, at + way.length)
      else if (!best && way.startsWith(letters.slice(at))) best = { end: part + 1, whole: false }
    }
  }
  walk(from, 0)
  return best
}

const read =
  (readings: Readings): Spell =>
  (part) => {
    const all = isSign(part) ? readings(part) : [part]
    return all.length > 0 ? all : [part]
  }

/** How far letters read as Pinyin reach into a name. */
export const reachByPinyin = (
  parts: readonly string[],
  from: number,
  letters: string,
  readings: Readings,
): Reach | undefined => reach(parts, from, letters, read(readings))

/** How far letters read as initials reach: of each character, and of each word if there are words only. */
export function reachByInitials(parts: readonly string[], letters: string, readings: Readings): Reach | undefined {
  const signs = parts.some(isSign)
  const spell = read(readings)
  return reach(parts, 0, letters, (part) => {
    if (isSign(part)) return spell(part).map((reading) => [...reading][0]!)
    return signs ? [part] : [[...part][0]!]
  })
}

/** Whether two characters can be read alike. */
export const soundAlike = (a: string, b: string, readings: Readings): boolean =>
  a === b || readings(a).some((reading) => readings(b).includes(reading))

/**
 * How many letters have to be put in, left out, changed or swapped with the next to make one word the other; more than `most` count
 * as one more than that.
 */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j]!, before[j - 2]! + 1)
    }
    if (Math.min(...next) > most) return most + 1
    before = row
    row = next
  }
  return Math.min(row[b.length]!, most + 1)
}
