import { FOREVER } from '../../../records/forever.ts'
import type { Check } from './check.ts'

/** The percentage that the words of a holding name, such as `shareholder, 51 %`; undefined if they name none. */
export function shareOf(title: string): number | undefined {
  const found = /(\d+(?:[.,]\d+)?)\s*[%%]/.exec(title)?.[1]
  return found === undefined ? undefined : Number(found.replace(',', '.'))
}

export const isMost = (share: number | undefined) => share !== undefined && share > 50 && share <= 100

type Holding = { key: string; asset: string; owner: number; title: string }

const holdings = `select r.key, a.key as asset, r.from_id as owner, r.title from relation r join entity a on a.id = r.to_id
  where r.kind = 'OWNS' and r.title is not null and r.negated = 0 and r.known_to = '${FOREVER}'
    and (r.valid_to_last is null or r.valid_to_last >= ?)`

export const shares: readonly Check[] = [
  {
    name: 'shares-over-100',
    severity: 'problem',
    about: 'single holdings of more than 100 %',
    advice: 'Look the percentage up in the source and import the holding again.',
    *find(connection, { today }) {
      for (const { key, asset, title } of connection.prepare<[string], Holding>(holdings).iterate(today)) {
        if ((shareOf(title) ?? 0) > 100) yield { keys: [key, asset], message: `${title} of ${asset}` }
      }
    },
  },
  {
    name: 'owners-over-100',
    severity: 'note',
    about: 'entities whose owners are said to hold more than 100 % together',
    advice: 'Sources of different days may both be right; give a holding that is over its validTo.',
    *find(connection, { today }) {
      let asset: string | undefined
      const held = new Map<number, number>()
      const total = () => [...held.values()].reduce((sum, share) => sum + share, 0)
      const finding = () => ({ keys: [asset!], message: `${held.size} owners hold ${total().toFixed(2)} %` })
      // What is a little over is rounding.
      const over = () => held.size > 1 && total() > 101
      for (const row of connection.prepare<[string], Holding>(`${holdings} order by r.to_id`).iterate(today)) {
        if (row.asset !== asset) {
          if (over()) yield finding()
          asset = row.asset
          held.clear()
        }
        const share = shareOf(row.title)
        if (share !== undefined && share <= 100) held.set(row.owner, Math.max(held.get(row.owner) ?? 0, share))
      }
      if (over()) yield finding()
    },
  },
]
