import { type Found, take } from './take.ts'

/** The records of lines of JSON, one on each line; empty lines are passed over. `name` is what messages call the text. */
export function* readJsonl(lines: Iterable<string>, name: string): Generator<Found> {
  let number = 0
  for (const line of lines) {
    const place = `${name}:${++number}`
    if (line.trim() === '') continue
    let data: unknown
    try {
      data = JSON.parse(line)
    } catch (error) {
      yield { problems: [`${place}: expected one record as JSON on each line: ${(error as Error).message}`] }
      continue
    }
    yield take(data, () => place)
  }
}
