/** What a look at the characters of a GraphQL document tells before it is parsed. */
export interface Scan {
  readonly tokens: number
  readonly directives: number
  readonly nesting: number
}

const QUOTE = 0x22
const HASH = 0x23
const BACKSLASH = 0x5c

/** Counts tokens and directives and measures how deep brackets nest, in one pass, without recursion. */
export function scanDocument(source: string): Scan {
  let tokens = 0
  let directives = 0
  let nesting = 0
  let open = 0
  let place = 0
  while (place < source.length) {
    const code = source.charCodeAt(place)
    if (isIgnored(code)) {
      place++
    } else if (code === HASH) {
      place = endOfLine(source, place)
    } else {
      tokens++
      if (code === QUOTE) {
        place = endOfString(source, place)
      } else if (isWordPart(code)) {
        place = endOfWord(source, place)
      } else {
        if (isOpening(code)) nesting = Math.max(nesting, ++open)
        else if (isClosing(code)) open--
        else if (code === 0x40) directives++
        place += source.startsWith('...', place) ? 3 : 1
      }
    }
  }
  return { tokens, directives, nesting }
}

/** How deep objects and lists nest in a JSON text, which need not be valid. */
export function jsonNesting(source: string): number {
  let nesting = 0
  let open = 0
  for (let place = 0; place < source.length; place++) {
    const code = source.charCodeAt(place)
    if (code === QUOTE) {
      place = closingQuote(source, place) - 1
    } else if (isOpening(code)) {
      nesting = Math.max(nesting, ++open)
    } else if (isClosing(code)) {
      open--
    }
  }
  return nesting
}

function isOpening(code: number): boolean {
  return code === 0x7b || code === 0x5b || code === 0x28
}

function isClosing(code: number): boolean {
  return code === 0x7d || code === 0x5d || code === 0x29
}

function isIgnored(code: number): boolean {
  return code === 0x20 || code === 0x2c || (code >= 0x09 && code <= 0x0d) || code === 0xfeff
}

function isWordPart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || isNumberPart(code)
}

function isNumberPart(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2d
}

function endOfWord(source: string, start: number): number {
  const numeric = isNumberPart(source.charCodeAt(start))
  let place = start + 1
  while (place < source.length) {
    const code = source.charCodeAt(place)
    const inNumber = numeric && (code === 0x2e || code === 0x2b)
    if (!isWordPart(code) && !inNumber) break
    place++
  }
  return place
}

function endOfLine(source: string, start: number): number {
  let place = start
  while (place < source.length && source.charCodeAt(place) !== 0x0a && source.charCodeAt(place) !== 0x0d) place++
  return place
}

function endOfString(source: string, start: number): number {
  if (!source.startsWith('"""', start)) return closingQuote(source, start)
  let place = source.indexOf('"""', start + 3)
  while (place !== -1 && source.charCodeAt(place - 1) === BACKSLASH) place = source.indexOf('"""', place + 3)
  return place === -1 ? source.length : place + 3
}

function closingQuote(source: string, start: number): number {
  let place = source.indexOf('"', start + 1)
  while (place !== -1 && isEscaped(source, start, place)) place = source.indexOf('"', place + 1)
  return (place === -1 ? source.length : place) + 1
}

/** Whether the character stands behind an odd number of backslashes. */
function isEscaped(source: string, start: number, place: number): boolean {
  let first = place
  while (first > start + 1 && source.charCodeAt(first - 1) === BACKSLASH) first--
  return (place - first) % 2 === 1
}
