import { problemsOf } from './issues.ts'
import { type FullRecord, normalise } from './normalise.ts'
import { inField, type Path, type Problem, RecordsRefused } from './problem.ts'
import { type DecisionRecord, isDecision, line, record } from './record.ts'

/** A record with a function that says where each of its fields stands, such as `seed/companies.yaml:12`. */
export type ReadRecord = { readonly record: FullRecord; readonly place: (path: Path) => string }

/** A record, or what is wrong with it: a line for each problem. */
export type Found = ReadRecord | { readonly problems: readonly string[] }

/** Makes a checked record in full of data that a file holds. */
export function take(data: unknown, place: (path: Path) => string): Found {
  const told = (problems: readonly Problem[]) => ({ problems: problems.map((p) => `${place(p.path)}: ${inField(p)}`) })
  const result = record.safeParse(data)
  if (!result.success) return told(problemsOf(result.error.issues, data))
  try {
    return { record: normalise(result.data), place }
  } catch (error) {
    if (error instanceof RecordsRefused) return told(error.problems)
    throw error
  }
}

/** The same of a line that may also say what was decided about records. */
export function takeLine(
  data: unknown,
  place: ReadRecord['place'],
): Found | { readonly record: DecisionRecord; readonly place: ReadRecord['place'] } {
  const result = line.safeParse(data)
  return result.success && isDecision(result.data) ? { record: result.data, place } : take(data, place)
}
