import { createRequire } from 'node:module'

/** Legal forms that a name is matched without. Longer ones first, since the first that fits is taken. */
const SUFFIXES = [
  '股份有限公司',
  '有限责任公司',
  '有限公司',
  '(有限合伙)',
  '(普通合伙)',
  'incorporated',
  'corporation',
  'company',
  'limited',
  'gmbh',
  'inc',
  'corp',
  'ltd',
  'llc',
  'llp',
  'plc',
  'co',
  'ag',
  'sa',
  'bv',
  'nv',
  '(lp)',
  'lp',
]

type Converter = (text: string) => string

let simplify: Converter | undefined

function loadSimplify(): Converter {
  const opencc = createRequire(import.meta.url)('opencc-js/t2cn') as typeof import('opencc-js')
  return opencc.Converter({ from: 't', to: 'cn' })
}

/** Traditional to Simplified, character by character and by phrase; the dictionary is loaded when first needed. */
function simplified(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text
  simplify ??= loadSimplify()
  let simple = simplify(text)
  // A few characters become one that is simplified itself: 薴 is 苧, and that is 苎.
  for (let before = text, rounds = 0; simple !== before && rounds < 4; rounds++) {
    before = simple
    simple = simplify(before)
  }
  return simple
}

/**
 * The form in which texts are compared: NFKC (full width becomes half width), lower case, Simplified, single spaces.
 * Idempotent. Lone surrogates become U+FFFD.
 */
export function fold(text: string): string {
  const wide = text.toWellFormed().normalize('NFKC').toLowerCase()
  return simplified(wide).normalize('NFKC').replace(/\s+/gu, ' ').trim()
}

/** The folded name without the legal form behind it, unless that is all there is. */
export const foldName = (text: string): string => stem(fold(text))

/** The same of a name that is folded already. */
export function stem(folded: string): string {
  let name = folded
  for (let again = true; again; ) {
    again = false
    for (const suffix of SUFFIXES) {
      if (!name.endsWith(suffix) && !name.endsWith(`${suffix}.`)) continue
      const rest = name.slice(0, name.lastIndexOf(suffix))
      // A Latin suffix is a word of its own: "Costco" does not end in the form "co".
      if (/^[a-z]/.test(suffix) && !/[\s,.]$/.test(rest)) continue
      const short = rest.replace(/[\s,.]+$/, '')
      if (!short) continue
      name = short
      again = true
      break
    }
  }
  return name
}
