import { elements, isSign, stretches } from '../records/elements.ts'
import { fold, stem } from '../records/fold.ts'
import { isSyllable, syllables } from '../records/readings.ts'

/** Characters of a text that is searched for; names are shorter. */
export const LONGEST = 256

/** A character may be two units of a string. */
export const charactersIn = (text: string): number => [...text].length

/** What somebody searches for, in the forms in which it is compared. */
export type Query = {
  readonly folded: string
  /** Without a legal form behind it. */
  readonly norm: string
  readonly parts: readonly string[]
  /** Runs of signs, and words, for a name: spaces cut no run, since names are written with and without. */
  readonly pieces: readonly (readonly string[])[]
  /** The same where a space or a mark begins another run: what may stand apart in a longer text and, less well, in a name. */
  readonly words: readonly (readonly string[])[]
  /** The parts without anything between. */
  readonly compact: string
  /** The same if it is spelt in letters: then it may be Pinyin, which loses its tones, or initials. */
  readonly letters: string | undefined
}

/** A romanisation that a machine put behind a character, such as 智譜(pǔ). */
const ROMANISED = /(?<=\p{Script=Han})\s*[(（[［]\s*([\p{Script=Latin}\p{M}'\s]{1,24})[)）\]］]/gu

const withoutTones = (text: string) =>
  text.normalize('NFD').replaceAll('u\u0308', 'v').replace(/\p{M}/gu, '').toLowerCase()

/** Capitals are an abbreviation, such as (AI). */
const isRomanised = (inside: string) =>
  inside === inside.toLowerCase() &&
  withoutTones(inside)
    .split(/[\s']+/)
    .filter(Boolean)
    .every(isSyllable)

/** Takes romanisations out of a text. */
export const withoutRomanisation = (text: string): string =>
  text.replace(ROMANISED, (whole, inside: string) => (isRomanised(inside) ? '' : whole))

/** Pinyin without its tones; other letters as they are. */
function spelling(letters: string): string {
  const plain = withoutTones(letters)
  return plain !== letters && syllables(plain).some(({ cut }) => cut === '') ? plain : letters
}

function piecesOf(parts: readonly string[]): string[][] {
  const all: string[][] = []
  for (const [i, one] of parts.entries()) {
    const before = parts[i - 1]
    if (before !== undefined && isSign(one) && isSign(before)) all.at(-1)!.push(one)
    else all.push([one])
  }
  return all
}

/** What a text that somebody typed, or that stands in a table, asks for. */
export function readQuery(text: string): Query {
  const folded = fold(withoutRomanisation(text.replace(/[\p{Cc}\p{Cf}]/gu, ' ')))
  const norm = stem(folded)
  const asked = elements(norm).length > 0 ? norm : folded
  const parts = elements(asked)
  const pieces = piecesOf(parts)
  const words = stretches(asked).flatMap(piecesOf)
  const compact = parts.join('')
  const letters = parts.length > 0 && !parts.some(isSign) ? spelling(compact) : undefined
  return { folded, norm, parts, pieces, words, compact, letters }
}

/** Whether signs of the query stand apart, so that there are more words than pieces. */
export const hasGaps = ({ pieces, words }: Query): boolean => words.length > pieces.length
