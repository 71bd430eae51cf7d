import { normalise } from '../records/normalise.ts'
import { RecordsRefused } from '../records/problem.ts'
import { isDecision, type TupuRecord } from '../records/record.ts'
import type { Imported } from './imported.ts'

/**
 * The record checked as a whole. One that isn't right comes as it was, to be refused in its order among the others, with the place of
 * what is wrong in it.
 */
export function checked(one: Imported): Imported {
  const { record, full } = one
  if (full || isDecision(record)) return one
  try {
    return { ...one, record: normalise(record) as TupuRecord, full: true }
  } catch (error) {
    if (!(error instanceof RecordsRefused)) throw error
    const [place, another] = new Set(error.problems.map(({ path }) => one.place(path)))
    const at = place !== undefined && another === undefined ? place : one.place([])
    return { ...one, line: undefined, place: () => at }
  }
}
