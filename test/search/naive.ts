import { fold, stem } from '../../src/records/fold.ts'
import { readingsOf } from '../../src/records/readings.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { beginningsOf, scoreLonger } from '../../src/search/longer.ts'
import { readQuery } from '../../src/search/query.ts'
import { type Match, scoreFuzzy, scoreMixed, scoreName } from '../../src/search/score.ts'

export type NaiveHit = { key: string; score: number; matchedBy: string; matchedText: string }

type Scored = NaiveHit & { rank: number; length: number }

const better = (a: Scored, b: Scored | undefined) =>
  !b ||
  a.score > b.score ||
  (a.score === b.score && (a.rank < b.rank || (a.rank === b.rank && a.matchedText < b.matchedText)))

class Best {
  readonly #hits = new Map<string, Scored>()
  get size(): number {
    return this.#hits.size
  }
  add(of: string, hit: Scored): void {
    if (better(hit, this.#hits.get(of))) this.#hits.set(of, hit)
  }
  all(): NaiveHit[] {
    return [...this.#hits.values()].map(({ key, score, matchedBy, matchedText }) => ({
      key,
      score,
      matchedBy,
      matchedText,
    }))
  }
}

const byKey = (a: NaiveHit, b: NaiveHit) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)

/** What search finds, worked out by looking at every name and every text of the records, one after the other. */
export function naiveSearch(
  records: readonly TupuRecord[],
  redirects: ReadonlyMap<string, string>,
  text: string,
): NaiveHit[] {
  const query = readQuery(text)
  const entities = records.filter((record) => record.record === 'entity')
  const best = new Best()
  const each = (score: (name: { folded: string; norm: string; type: string }) => Match | undefined) => {
    for (const { key, names } of entities)
      for (const [rank, { text, type }] of names.entries()) {
        const folded = fold(text)
        const match = score({ folded, norm: stem(folded), type })
        if (match) best.add(key, { ...match, key, matchedText: text, rank, length: 0 })
      }
  }
  const inOnePiece = { ...query, words: query.pieces }
  each((name) => scoreName(inOnePiece, name, readingsOf) ?? wordsInName(query.folded, name))
  const code = (key: string, text: string, score: number) =>
    best.add(key, { key, score, matchedBy: 'IDENTIFIER', matchedText: text, rank: Number.MAX_SAFE_INTEGER, length: 0 })
  if (query.folded !== '')
    for (const { key, identifiers = [] } of entities) {
      for (const { value } of identifiers) {
        const lower = value.toLowerCase()
        if (lower === query.folded) code(key, value, 96)
        else if (query.letters !== undefined && query.folded.length >= 4) {
          const [asked, known] = [shareOf(query.folded), shareOf(lower)]
          const isSame = asked && asked.number === known?.number && (!asked.at || !known.at || asked.at === known.at)
          if (isSame) code(key, value, (asked.at && known.at) || asked.digits === known.digits ? 95 : 90)
          if (lower.startsWith(query.folded)) code(key, value, 80)
        }
      }
      if (key === query.folded) code(key, key, 96)
    }
  const merged = redirects.get(query.folded)
  if (merged !== undefined) code(merged, query.folded, 96)
  if (best.size === 0) each((name) => scoreMixed(query, name, readingsOf))
  const longer = texts(records, text)
  if (best.size === 0 && longer.length === 0) each((name) => scoreFuzzy(query, name))
  if (best.size === 0 && longer.length === 0 && pairOfSigns(query.parts)) each((name) => soundsLike(query.folded, name))
  if (best.size === 0 && query.parts.length > 0) {
    const beginnings = beginningsOf(query)
    each((name) => scoreLonger(query, beginnings, name))
  }
  return [...best.all(), ...longer].sort(byKey)
}

/** The digits of a code, the number that they make, and the exchange beside them. */
function shareOf(code: string): { digits: string; number: bigint; at: string } | undefined {
  const digits = code.replace(/[^0-9]/g, '')
  if (digits === '' || digits.length > 10) return undefined
  const at = code.replace(digits, '').replace(/[.:]/, '')
  const written = [digits, `${at}${digits}`, `${at}.${digits}`, `${at}:${digits}`, `${digits}.${at}`, `${digits}:${at}`]
  if (!written.includes(code) || !['', 'sh', 'ss', 'sz', 'bj', 'hk'].includes(at)) return undefined
  return { digits, number: BigInt(digits), at: at === 'ss' ? 'sh' : at }
}

const pairOfSigns = (parts: readonly string[]) =>
  parts.some((part, i) => /\p{Script=Han}/u.test(part) && /\p{Script=Han}/u.test(parts[i + 1] ?? ''))

/** What a text is made of, each between bars: characters of scripts without spaces one by one, words whole; a blank wherever something else stands. */
const barred = (folded: string) => {
  let all = ''
  let inWord = false
  for (const character of folded) {
    const alone = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{ExtPict}]/u.test(character)
    const letter = !alone && /[\p{L}\p{N}\p{M}]/u.test(character)
    all += alone ? `|${character}` : !letter ? ' ' : inWord ? character : `|${character}`
    inWord = letter
  }
  return all
}

/** What is looked for in a query, between bars. */
function askedFor(query: string): string {
  const whole = barred(stem(query))
  return /\|/.test(whole) ? whole : barred(query)
}

/** The words of a query that may stand apart; a word of letters stands for itself, whatever it is next to. */
const wordsOf = (asked: string): string[] =>
  asked.match(/(?:\|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{ExtPict}])+|\|[^| ]+/gu) ?? []

/** What is looked for when somebody may still type the last word. */
const last = (one: string) => (/\|[^|]{3,}$/.test(one) ? one : `${one}|`)

const haveAll = (here: string, words: readonly string[]) =>
  words.every((word, i) => here.includes(i === words.length - 1 ? last(word) : `${word}|`))

/** How a name has each word of a query somewhere. */
function wordsInName(query: string, { folded, norm }: { folded: string; norm: string }): Match | undefined {
  const words = wordsOf(askedFor(query))
  const here = `${barred(/\|/.test(barred(norm)) ? norm : folded).replaceAll(' ', '')}|`
  if (words.length === 0 || !haveAll(here, words)) return undefined
  const size = here.replaceAll('|', '').length
  const share = Math.min(words.join('').replaceAll('|', '').length, size) / Math.max(size, 1)
  return { score: 28 + Math.round(7 * share), matchedBy: 'TEXT' }
}

/** How a name has characters that are mostly read as those of a query. */
function soundsLike(query: string, { folded, norm }: { folded: string; norm: string }): Match | undefined {
  const partsOf = (bars: string) => bars.replaceAll(' ', '').split('|').slice(1)
  const asked = partsOf(askedFor(query))
  const parts = partsOf(barred(/\|/.test(barred(norm)) ? norm : folded))
  const alike = (a: string, b: string) =>
    a === b || (readingsOf(a)[0] !== undefined && readingsOf(a)[0] === readingsOf(b)[0])
  for (let at = 0; at + asked.length <= parts.length; at++)
    if (asked.every((one, i) => alike(one, parts[at + i]!)))
      return { score: 20 + Math.round((14 * asked.length) / parts.length), matchedBy: 'PINYIN' }
  return undefined
}

/** How a text meets a query: with all of it in one place, with each of its words somewhere, or not at all. */
function textMatch(query: string, given: string, isTitle: boolean): { score: number; matchedBy: string } | undefined {
  const text = fold(given)
  const whole = stem(query)
  if (isTitle && whole === stem(text)) return { score: 100, matchedBy: 'EXACT' }
  const asked = askedFor(query)
  const here = `${barred(text).replaceAll(' ', '')}|`
  const bars = (one: string) => one.split('|').length - 1
  // Which part the query is of the text, at most all of it.
  const size = bars(here) - 1
  const share = (points: number) => Math.round((points * Math.min(bars(asked), size)) / Math.max(size, 1))
  const run = last(asked.replaceAll(' ', ''))
  if (isTitle && here.startsWith(run)) return { score: 80 + share(14), matchedBy: 'PREFIX' }
  if (here.includes(run)) return { score: (isTitle ? 35 : 25) + share(9), matchedBy: 'TEXT' }
  const all = haveAll(here, wordsOf(asked))
  return all ? { score: (isTitle ? 25 : 15) + share(9), matchedBy: 'TEXT' } : undefined
}

function texts(records: readonly TupuRecord[], text: string): NaiveHit[] {
  const query = readQuery(text)
  const best = new Best()
  const add = (key: string, given: string, isTitle: boolean) => {
    const match = barred(query.folded).includes('|') ? textMatch(query.folded, given, isTitle) : undefined
    // Of texts that are as good, the shortest.
    if (match) best.add(key, { ...match, key, matchedText: given, rank: given.length, length: given.length })
  }
  for (const record of records) {
    if (record.record === 'source') {
      if (record.title !== undefined) add(record.key, record.title, true)
      if (query.folded !== '' && (record.key === query.folded || record.url === query.folded))
        best.add(record.key, {
          ...{ key: record.key, score: 96, matchedBy: 'IDENTIFIER', rank: 0, length: 0 },
          matchedText: record.key === query.folded ? record.key : record.url!,
        })
    }
    if (record.record === 'statement')
      for (const one of [record.summary, record.condition ?? {}])
        for (const text of Object.values(one)) add(record.key!, text, false)
    if (record.record === 'event') for (const title of Object.values(record.title ?? {})) add(record.key!, title, false)
    const quoted = record.record === 'entity' ? record.names : record.record === 'source' ? [] : record.claims
    for (const { source, locator } of quoted) if (source && locator?.quote) add(source, locator.quote, false)
  }
  return best.all()
}
