import { fold, foldName } from '../records/fold.ts'
import type { Store } from '../store/store.ts'

/** An entity that a text may mean. */
export type NameMatch = {
  key: string
  id: number
  kind: string
  /** The name to show. */
  name: string
  /** How well the text fits, 0 to 100. */
  score: number
  /** In which way it fits. */
  matchedBy: string
  /** The name that fits. */
  matchedText: string
  /** Whether it is this entity and no other. */
  sure: boolean
}

/** Finds what a text may mean. */
export interface Matcher {
  /** The best matches first, at most `limit`, of these kinds only if any are given. */
  match(text: string, options: { kinds?: readonly string[]; limit: number }): readonly NameMatch[]
}

type Entry = Pick<NameMatch, 'key' | 'id' | 'kind' | 'name' | 'matchedText'>

/** A matcher over all names of the store, which it reads again when their number has changed. */
export const createMatcher = (store: Store): Matcher => {
  let names = new Map<string, Entry[]>()
  let count = -1
  return {
    match(text, { kinds, limit }) {
      const now = store.rowCounts().get('name') ?? 0
      if (now !== count) [names, count] = [readNames(store), now]
      const whole = fold(text)
      const found = new Map<string, Entry & { score: number }>()
      for (const entry of names.get(foldName(text)) ?? []) {
        if (kinds && !kinds.includes(entry.kind)) continue
        const score = fold(entry.matchedText) === whole ? 100 : 90
        if (score > (found.get(entry.key)?.score ?? 0)) found.set(entry.key, { ...entry, score })
      }
      const sorted = [...found.values()].sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
      const sure = sorted.length > 0 && sorted[0]!.score > (sorted[1]?.score ?? 0)
      return sorted.slice(0, limit).map((entry, i) => ({ ...entry, matchedBy: 'NAME', sure: sure && i === 0 }))
    },
  }
}

function readNames(store: Store): Map<string, Entry[]> {
  const names = new Map<string, Entry[]>()
  let id = 0
  for (const record of store.records({ where: { kinds: ['entity'] } })) {
    if (record.record !== 'entity') continue
    id++
    for (const { text } of record.names) {
      const entry = { key: record.key, id, kind: record.kind, name: record.names[0]!.text, matchedText: text }
      const folded = foldName(text)
      const same = names.get(folded)
      if (same) same.push(entry)
      else names.set(folded, [entry])
    }
  }
  return names
}
