import Tokenizer from '@streamparser/json/tokenizer.js'
import TokenParser from '@streamparser/json/tokenparser.js'
import TokenType from '@streamparser/json/utils/types/tokenType.js'
import { ReadError } from '../../records/read-error.ts'
import { exactNumber } from './exact.ts'
import type { Row } from './row.ts'
import { Whereabouts } from './whereabouts.ts'

const NEWLINE = 0x0a

class ExactTokenizer extends Tokenizer {
  protected override parseNumber(text: string): number {
    return exactNumber(text) as number
  }
}

export type JsonOptions = {
  /** The way to the rows, `*` for any member: `facts.*.*`. By default the items of the list that the file is. */
  readonly rows?: string | undefined
  /** Ways to single values outside the rows, such as `entityName`; they have to stand before the rows. */
  readonly top?: readonly string[]
}

/** The line of each offset, asked for in rising order while the chunks come. */
class LineFinder {
  #chunk: Buffer = Buffer.alloc(0)
  #base = 0
  #next = 0
  #line = 1
  feed(chunk: Buffer): void {
    this.at(this.#base + this.#chunk.length)
    this.#base += this.#chunk.length
    this.#chunk = chunk
    this.#next = 0
  }
  at(offset: number): number {
    const end = offset - this.#base
    for (;;) {
      const found = this.#chunk.indexOf(NEWLINE, this.#next)
      if (found < 0 || found >= end) return this.#line
      this.#next = found + 1
      this.#line++
    }
  }
}

/** What the parser can't read, and where if it says so; nothing if there is too little. */
function misplaced(message: string): { found?: string; at?: number } {
  const sign = /^Unexpected "(.)".* absolute position "(\d+)"/su.exec(message.replace('(', ' '))
  if (sign) return { found: sign[1]! > '~' ? 'a character' : JSON.stringify(sign[1]), at: Number(sign[2]) }
  const token = /^Unexpected (?:partial )?\w+ \((.*)\) in state/s.exec(message)
  return token ? { found: token[1]!.slice(0, 60).toWellFormed() } : {}
}

/** The rows of one JSON document, streamed. `top` takes the values that were asked for as they come. */
export async function* jsonRows(
  text: AsyncIterable<Buffer>,
  name: string,
  { rows: path = '*', top = [] }: JsonOptions = {},
  takeTop: (path: string, value: unknown) => void = () => {},
): AsyncGenerator<Row[]> {
  const steps = path.split('.')
  const wilds = steps.flatMap((step, i) => (step === '*' ? [i + 1] : []))
  const tokenizer = new ExactTokenizer()
  const parser = new TokenParser({ paths: [`$.${path}`, ...top.map((one) => `$.${one}`)], keepStack: false })
  const finder = new LineFinder()
  const starts: number[] = []
  let batch: Row[] = []
  let line = 1
  let tokens = 0
  let any = false
  const whereabouts = new Whereabouts(steps)
  let offset = 0
  const fault = (error: Error) => {
    const { found, at = offset } = misplaced(error.message)
    const where = `${name}:${finder.at(at)}`
    return new ReadError([
      `${where}: expected JSON, found ${found === undefined ? 'its end too early' : `${found} in the wrong place`}`,
    ])
  }
  tokenizer.onToken = (token) => {
    const kind = token.token
    offset = token.offset
    if (kind === TokenType.LEFT_BRACE || kind === TokenType.LEFT_BRACKET) starts.push(finder.at(token.offset))
    if (tokens++ === 0 && path === '*' && kind !== TokenType.LEFT_BRACKET) {
      throw new ReadError([
        `${name}: expected a list, found something else; say where the rows are, such as rows: data.*`,
      ])
    }
    line =
      kind === TokenType.RIGHT_BRACE || kind === TokenType.RIGHT_BRACKET ? (starts.pop() ?? line) : (starts.at(-1) ?? 1)
    parser.write(token)
    if (!any) whereabouts.take(kind, token.value)
  }
  parser.onValue = ({ value, key, stack }) => {
    const way = [...stack.slice(1).map((one) => one.key), key]
    const row = way.length === steps.length && steps.every((step, i) => step === '*' || step === String(way[i]))
    any ||= row
    if (row) batch.push({ line, row: value, wild: wilds.map((i) => way[i - 1]!) })
    else takeTop(way.join('.'), value)
  }
  for (const machine of [tokenizer, parser]) {
    machine.onError = (error) => {
      throw error instanceof ReadError ? error : fault(error)
    }
  }
  for await (const chunk of text) {
    finder.feed(chunk)
    tokenizer.write(chunk)
    if (batch.length > 0) yield batch
    batch = []
  }
  if (!tokenizer.isEnded) {
    offset = Number.POSITIVE_INFINITY
    if (tokens === 0) throw new ReadError([`${name}: expected JSON, found nothing`])
    tokenizer.end()
    if (!parser.isEnded) throw fault(new Error())
  }
  const { instead } = whereabouts
  if (!any && instead !== undefined) {
    throw new ReadError([`${name}: expected rows at ${path}, as the mapping says; found ${instead}`])
  }
  if (batch.length > 0) yield batch
}
