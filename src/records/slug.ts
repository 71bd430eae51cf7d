import { createHash } from 'node:crypto'

const KEY = /^[a-z0-9][a-z0-9.-]*$/
const ALL = /[^a-z0-9]+/g

/** Some digits that stand for the text. */
const digits = (text: string) => createHash('sha256').update(text.toWellFormed()).digest('hex').slice(0, 12)

/** Where signs make another name, though all around them are letters and digits that are kept. */
const TELLING = [
  // C++, C#, Canal+, 100%
  /[a-z0-9][+#%]/,
  // E*TRADE, Ke$ha, a@b
  /[a-z0-9][@*=×\p{Sc}][a-z0-9]/u,
  // AT&T and S&P; between longer words, as in Road&Bridge, it only lacks its spaces.
  /(?<![a-z0-9])[a-z0-9]{1,2}&[a-z0-9]|[a-z0-9]&[a-z0-9]{1,2}(?![a-z0-9])/,
  // Foo/Bar, but neither a date nor an abbreviation such as A/S.
  /[a-z0-9][a-z]\/[a-z0-9]|[a-z0-9]\/[a-z][a-z0-9]/,
]
/** What such signs may be; all else only separates, so that nothing depends on how it is written. */
const SEPARATORS = /[^a-z0-9+#%@*=×\p{Sc}&/]+/gu

const lowered = (text: string) => text.normalize('NFKC').toLowerCase().trim()
const hyphened = (text: string, rest: RegExp) => text.replace(rest, '-').replace(/^-+|-+$/g, '')

function withDigits(plain: string, text: string): string {
  const start = plain.slice(0, 40).replace(/-+$/, '')
  return start ? `${start}-${digits(text)}` : digits(text)
}

/** Whether no letters are lost, nor too many there. */
const isWhole = (lower: string, plain: string) =>
  plain !== '' && plain.length <= 80 && !/[^\p{ASCII}\p{P}\p{Z}\p{S}]/u.test(lower)

/**
 * A text made safe for keys: ASCII letters and digits in lower case, hyphens for the rest. If letters are lost by that, or signs that make
 * another name, digits that stand for the text follow, so that 王A and 李A, C++ and C stay two.
 */
export function slug(text: string): string {
  const lower = lowered(text)
  const plain = hyphened(lower, ALL)
  if (!isWhole(lower, plain)) return withDigits(plain, lower)
  // In an address, signs only separate.
  if (lower.includes('://') || !TELLING.some((signs) => signs.test(lower))) return plain
  return withDigits(plain, hyphened(lower, SEPARATORS))
}

/** A path or an id made safe for keys as by `slug`, but that signs in it only separate. */
export function pathSlug(text: string): string {
  const lower = lowered(text)
  const plain = hyphened(lower, ALL)
  return isWhole(lower, plain) ? plain : withDigits(plain, lower)
}

/** An id of another system as a key: as it is if it can be one, else with digits behind it that tell it from others. */
export const keyOfId = (id: string) =>
  KEY.test(id) && id.length <= 120 ? id : `${pathSlug(id).slice(0, 60)}.${digits(id)}`
