/**
 * What a folded text is made of for search: each character of a script without spaces (Han, Kana, emoji) is one element, and so is each
 * run of other letters and digits, a word. Everything else only stands between. A longer run than words are is cut: matching it at
 * once would take more stack than there is.
 */
const ELEMENT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}]|[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]{1,500}/gv

const SIGN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}]/u

export const elements = (folded: string): string[] => folded.match(ELEMENT) ?? []

/** The same elements, cut wherever something stands between two of them. */
export function stretches(folded: string): string[][] {
  const all: string[][] = []
  let end = -1
  for (const { 0: element, index } of folded.matchAll(ELEMENT)) {
    if (index === end) all.at(-1)!.push(element)
    else all.push([element])
    end = index + element.length
  }
  return all
}

/** Whether the element is a character that stands for itself rather than a word. */
export function isSign(element: string): boolean {
  const code = element.charCodeAt(0)
  // Nearly all are in these two ranges, and this is asked of each element of each name.
  if (code < 0x80) return false
  if (code >= 0x4e00 && code <= 0x9fff) return true
  return SIGN.test(element)
}

/** The first characters of a word, never half of one. */
export function start(word: string, length: number): string {
  const end = word.charCodeAt(length - 1) >>> 10 === 0x36 ? length + 1 : length
  return word.length <= length ? word : word.slice(0, end)
}
