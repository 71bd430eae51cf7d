/** Numbers that a double may not hold as they are written. */
const LONG = /[:[,]\s*-?(?:[\d.]{16}|[\d.]+[eE])/

type Source = { readonly source?: string }

/** Keeps a number as it is written if that can't be told from the double. */
const asWritten = (value: number, source: string): unknown => (String(value) === source ? value : source)

/** JSON, with those numbers as texts that no double holds exactly. */
export function parseJson(text: string): unknown {
  if (!LONG.test(text)) return JSON.parse(text)
  const parse = JSON.parse as (
    text: string,
    reviver: (name: string, value: unknown, context: Source) => unknown,
  ) => unknown
  return parse(text, (_, value, { source }) => {
    return typeof value === 'number' && source !== undefined ? asWritten(value, source) : value
  })
}

/** A number of JSON: as a double if that is all of it, else as a text. */
export const exactNumber = (source: string): unknown => asWritten(Number(source), source)
