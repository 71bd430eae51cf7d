import type { Notes } from './format.ts'

const escapes: Record<string, string> = {
  '\\': '\\\\',
  // Some versions read \u before they read strings: a backslash before a "u" of the text must not become such an escape.
  '\\u': '\\\\\\u0075',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const special = /\\u|[\\'\0-\x1f\x7f]/g

/** What most texts are: without anything that has to be written in another way. */
const plain = /^[ !-&(-[\]-~\u3400-\u9fff]*$/

/** A number that is written so that Neo4j takes it for a floating-point one, even where it is whole. */
export class Float {
  readonly #number: number

  constructor(number: number) {
    this.#number = number
  }

  toString(): string {
    const text = String(this.#number).replace('e+', 'e')
    return /[.e]/.test(text) ? text : `${text}.0`
  }
}

/** Members of a map; those that are undefined are left out. */
export interface Properties {
  readonly [name: string]: Literal | undefined
}
export type Literal = string | number | boolean | Float | readonly string[] | Properties

const isList = (value: object): value is readonly string[] => Array.isArray(value)

/** Writes values as Cypher reads them. */
export class CypherText {
  readonly #notes: Notes

  constructor(notes: Notes) {
    this.#notes = notes
  }

  string(text: string): string {
    if (plain.test(text)) return `'${text}'`
    const well = text.toWellFormed().replaceAll('\0', '\ufffd')
    if (well !== text) this.#notes.add('texts with characters that Neo4j has no place for, replaced by U+FFFD')
    const escaped = well.replace(
      special,
      (found) => escapes[found] ?? `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    return `'${escaped}'`
  }

  literal(value: Literal): string {
    if (typeof value === 'string') return this.string(value)
    if (typeof value !== 'object' || value instanceof Float) return String(value)
    if (isList(value)) return `[${value.map((one) => this.string(one)).join(', ')}]`
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    return `{${members.map(([name, member]) => `${name}: ${this.literal(member!)}`).join(', ')}}`
  }
}
