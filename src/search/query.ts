import { elements, isSign } from '../records/elements.ts'
import { fold, stem } from '../records/fold.ts'
import { isSyllable, syllables } from '../records/readings.ts'

/** Characters of a text that is searched for; names are shorter. */
export const LONGEST = 256

/** What somebody searches for, in the forms in which it is compared. */
export type Query = {
  readonly folded: string
  /** Without a legal form behind it. */
  readonly norm: string
  readonly parts: readonly string[]
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

/** What a text that somebody typed, or that stands in a table, asks for. */
export function readQuery(text: string): Query {
  const folded = fold(withoutRomanisation(text.replace(/[\p{Cc}\p{Cf}]/gu, ' ')))
  const norm = stem(folded)
  const own = elements(norm)
  const parts = own.length > 0 ? own : elements(folded)
  const compact = parts.join('')
  const letters = parts.length > 0 && !parts.some(isSign) ? spelling(compact) : undefined
  return { folded, norm, parts, compact, letters }
}
