/** Exchanges as they stand before or behind the digits of a share's code; Shanghai is written in two ways. */
const exchanges: Readonly<Record<string, string>> = { sh: 'sh', ss: 'sh', sz: 'sz', bj: 'bj', hk: 'hk' }

const names = Object.keys(exchanges)

const CODE = new RegExp(`^(?:(${names.join('|')})[.:]?)?(\\d{1,10})(?:[.:](${names.join('|')}))?$`)

/** The most digits that a code has with its zeros. */
const MOST_DIGITS = 10

type Code = { readonly digits: string; readonly written: string; readonly exchange: string | undefined }

function readCode(text: string): Code | undefined {
  const [, before, written, behind] = CODE.exec(text.toLowerCase()) ?? []
  if (written === undefined || (before !== undefined && behind !== undefined)) return undefined
  const exchange = before ?? behind
  const digits = written.replace(/^0+(?=.)/, '')
  return { digits, written, exchange: exchange === undefined ? undefined : exchanges[exchange] }
}

/** Whether two codes are one, written with or without exchange and leading zeros; only maybe, where but the zeros tell and are missing. */
export function sameCode(a: string, b: string): 'surely' | 'maybe' | undefined {
  const [one, other] = [readCode(a), readCode(b)]
  if (!one || one.digits !== other?.digits) return undefined
  if (one.exchange && other.exchange) return one.exchange === other.exchange ? 'surely' : undefined
  return one.written === other.written ? 'surely' : 'maybe'
}

/** The ways in which a code of digits may be written, in lower case; none for others. */
export function spellings(text: string): string[] {
  const code = readCode(text)
  if (!code) return []
  const { digits, exchange } = code
  const fitting = names.filter((name) => exchange === undefined || exchanges[name] === exchange)
  const padded = Array.from({ length: MOST_DIGITS - digits.length + 1 }, (_, zeros) => '0'.repeat(zeros) + digits)
  return padded.flatMap((one) => [one, ...fitting.flatMap((name) => [`${one}.${name}`, `${name}${one}`])])
}
