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

/** Makes a checked record in full of data that a file holds. */
export function take(data: unknown, place: ReadRecord['place']): Found {
  const result = record.safeParse(data)
  if (!result.success) return told(problemsOf(result.error.issues, data), place)
  try {
    return { record: normalise(result.data), place }
  } catch (error) {
    if (error instanceof RecordsRefused) return told(error.problems, place)
    throw error
  }
}

/** The same of a line that may also say what was decided about records. */
export function takeLine(
  data: unknown,
  place: ReadRecord['place'],
): Found | { readonly record: DecisionRecord; readonly place: ReadRecord['place'] } {
  const kind = (data as { record?: unknown } | null)?.record
  if (kind !== 'redirect' && kind !== 'tombstone') return take(data, place)
  const result = decision.safeParse(data)
  return result.success ? { record: result.data, place } : told(problemsOf(result.error.issues, data), place)
}
