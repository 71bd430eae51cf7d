import type { AnyRecord } from './record.ts'

/** The way to a field of a record, such as `['names', 0, 'lang']`. */
export type Path = readonly PropertyKey[]

/** What is wrong with one field of a record, as half a sentence: `expected a text, found number 1`. */
export type Problem = { readonly path: Path; readonly message: string }

/** A record that can't be taken as it is, with what is wrong with one of its fields, and where it came from if that was told. */
export type Refusal = Problem & { readonly record: AnyRecord; readonly place?: string | undefined }

/** The way to a field as people write it: `names[0].lang`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return text ? `${text}.${String(step)}` : String(step)
  }, '')
}

/** A record in a few words, for messages: `figure zhipu.revenue.2022`. */
export function nameOf(record: AnyRecord): string {
  if ('key' in record && record.key) return `${record.record} ${record.key}`
  return `${record.record} without a key`
}

/** Raised when records can't be taken as they are; nothing of them has been stored. */
export class RecordsRefused extends Error {
  readonly problems: readonly Refusal[]

  constructor(problems: readonly Refusal[]) {
    super(problems.map((p) => `${nameOf(p.record)}: ${inField(p)}`).join('\n'))
    this.name = 'RecordsRefused'
    this.problems = problems
  }
}

/** The problem with the field that it is in, if it is in one. */
export function inField(problem: Problem): string {
  const field = pathText(problem.path)
  return field ? `${field}: ${problem.message}` : problem.message
}
