import type { Selection, Slot } from './model.ts'
import type { Random } from './random.ts'

/** All cursors that an answer has under a name, in order. */
function cursorsUnder(data: unknown, name: string): string[] {
  if (Array.isArray(data)) return data.flatMap((one) => cursorsUnder(one, name))
  if (data === null || typeof data !== 'object') return []
  return Object.entries(data).flatMap(([key, value]) =>
    key === name ? (value as { cursor: string }[]).map((edge) => edge.cursor) : cursorsUnder(value, name),
  )
}

/** A cursor to continue from; sometimes of a place where no element is. */
export function harvest(random: Random, data: unknown, slot: Slot): string | null {
  const cursors = cursorsUnder(data, slot.probe)
  if (!cursors.length) return null
  const edge = slot.argument === 'after' ? cursors[0]! : cursors[cursors.length - 1]!
  const cursor = random.chance(0.5) ? edge : random.pick(cursors)
  // Between two elements: the tie key is lengthened or cut.
  if (random.chance(0.15)) return cursor.replace(/"\]$/, '.x"]')
  return random.chance(0.05) ? cursor.replace(/[^"\\]"\]$/u, '"]') : cursor
}

/** Spoils, rarely, the cursor of a root field. */
export function badCursor(random: Random, tops: readonly Selection[]): void {
  for (const top of tops) {
    if (top.kind === 'field' && top.name === 'view') badCursor(random, top.children ?? [])
    if (top.kind !== 'field' || !top.slot?.cursor?.startsWith('"') || !random.chance(0.08)) continue
    const cursor = JSON.parse(top.slot.cursor) as string
    const bad = random.pick([
      `x${cursor}`,
      cursor.slice(0, -2),
      cursor.replace(/\|[^|]*\|/, '|WyIyMDI0LTAxLTAxIixudWxsLG51bGwsbnVsbF0|'),
      cursor.replace(/^[^|]*\|/, 'KEY|'),
      '',
    ])
    top.slot.cursor = JSON.stringify(bad)
  }
}
