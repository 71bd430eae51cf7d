import type { Row } from '../rows/row.ts'
import { CellError } from './scope.ts'

const PARTS = /\d+|\D+/g

/** Compares texts with the numbers in them as numbers: 1.9 before 1.10. */
export function natural(a: string, b: string): number {
  const [left, right] = [a.match(PARTS) ?? [], b.match(PARTS) ?? []]
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x, y] = [left[i], right[i]]
    if (x === y) continue
    if (x === undefined) return -1
    if (y === undefined) return 1
    const [n, m] = [Number(x), Number(y)]
    if (!Number.isNaN(n) && !Number.isNaN(m) && n !== m) return n - m
    return x < y ? -1 : 1
  }
  return 0
}

type Version = (row: Row) => readonly [of: string, by: string]

/** The numbers, from 0, of the latest row of each kind; the later in the file if two are as new. A row that can't tell is one of them. */
export async function latestRows(
  rows: AsyncIterable<readonly Row[]>,
  version: () => Version,
): Promise<ReadonlySet<number>> {
  const best = new Map<string, { by: string; number: number }>()
  const untold: number[] = []
  let number = 0
  for await (const batch of rows) {
    for (const row of batch) {
      try {
        const [of, by] = version()(row)
        const before = best.get(of)
        if (!before || natural(before.by, by) <= 0) best.set(of, { by, number })
      } catch (error) {
        if (!(error instanceof CellError)) throw error
        untold.push(number)
      }
      number++
    }
  }
  return new Set([...untold, ...[...best.values()].map((one) => one.number)])
}
