import { problemsOf } from './issues.ts'
import { type FullRecord, normalise } from './normalise.ts'
import { inField, type Path, type Problem, RecordsRefused } from './problem.ts'
import { type DecisionRecord, decision, record } from './record.ts'

/** A record with a function that says where each of its fields stands, such as `seed/companies.yaml:12`. */
export type ReadRecord = { readonly record: FullRecord; readonly place: (path: Path) => string }

/** A record, or what is wrong with it: a line for each problem. */
export type Found = ReadRecord | { readonly problems: readonly string[] }

/** Lines that tell problems with their places. */
const told = (problems: readonly Problem[], place: ReadRecord['place']) => ({
  problems: problems.map((p) => `${place(p.path)}: ${inField(p)}`),
})

/** A checked record in full, or what is wrong with the data. */
function taken(data: unknown): FullRecord | readonly Problem[] {
  const result = record.safeParse(data)
  if (!result.success) return problemsOf(result.error.issues, data)
  try {
    return normalise(result.data)
  } catch (error) {
    if (error instanceof RecordsRefused) return error.problems
    throw error
  }
}

/** The same of what may also say what was decided about records. */
function takenOfAny(data: unknown): FullRecord | DecisionRecord | readonly Problem[] {
  const kind = (data as { record?: unknown } | null)?.record
  if (kind !== 'redirect' && kind !== 'tombstone') return taken(data)
  const result = decision.safeParse(data)
  return result.success ? result.data : problemsOf(result.error.issues, data)
}

const isWrong = <T extends object>(one: T | readonly Problem[]): one is readonly Problem[] => Array.isArray(one)

/** Why data can't be taken as a record, or as what was decided about records. */
export function problemsWith(data: unknown): readonly Problem[] {
  const found = takenOfAny(data)
  return isWrong(found) ? found : []
}

/** Makes a checked record in full of data that a file holds. */
export function take(data: unknown, place: ReadRecord['place']): Found {
  const found = taken(data)
  return isWrong(found) ? told(found, place) : { record: found, place }
}

/** The same of a line that may also say what was decided about records. */
export function takeLine(
  data: unknown,
  place: ReadRecord['place'],
): Exclude<Found, ReadRecord> | { readonly record: FullRecord | DecisionRecord; readonly place: ReadRecord['place'] } {
  const found = takenOfAny(data)
  return isWrong(found) ? told(found, place) : { record: found, place }
}
