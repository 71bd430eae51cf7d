import { join, resolve } from 'node:path'
import { recordsOf } from '../../src/import/read.ts'
import type { Store } from '../../src/store/store.ts'

const mapping = resolve(import.meta.dirname, '../../examples/a-share/mapping.yaml')

/** The folder with larger data, if there is one. */
export const data = process.env.TUPU_TEST_DATA

/** Writes the A-share companies of 2020, their boards and who sits on them: some 24,000 entities. */
export async function loadListed(store: Store, folder: string): Promise<number> {
  let entities = 0
  for (const file of ['stock', 'executive', 'executive_stock']) {
    const session = store.session({ recordedAt: '2026-01-01T00:00:00.000Z', onRefused: () => {} })
    const input = { path: join(folder, 'data/cn_listed/lemonhu', `${file}.csv`), mapping }
    for await (const { record } of recordsOf(input, { onProblem: () => {} })) session.put(record)
    entities += session.commit().entity.added
  }
  return entities
}
