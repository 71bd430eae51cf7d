type Node = Readonly<Record<string, unknown>>

/** A field that a cell is split for, as the list and what is then made of each item; null for any other. */
function parted(node: unknown): { each: Node; rest: Node } | null {
  if (typeof node !== 'object' || node === null || Array.isArray(node) || !Object.hasOwn(node, 'split')) return null
  const all = Object.entries(node)
  const at = all.findIndex(([name]) => name === 'split')
  return {
    each: Object.fromEntries(all.slice(0, at + 1)),
    rest: { item: '.', ...Object.fromEntries(all.slice(at + 1)) },
  }
}

/**
 * An entry whose field splits a cell makes one record for each part: `title: { column: jobs, split: / }` is
 * `each: { column: jobs, split: / }` with `title: { item: . }`. A text says what is wrong.
 */
export function hoisted(entry: Node): Node | string {
  const fields: Record<string, unknown> = { ...entry }
  let each: Node | undefined
  for (const [name, node] of Object.entries(entry)) {
    const found = name === 'each' || name === 'when' || name === 'about' || name === 'via' ? null : parted(node)
    if (!found) continue
    if (each && JSON.stringify(each) !== JSON.stringify(found.each))
      return 'expected one cell to be split in an entry, found two'
    each = found.each
    fields[name] = found.rest
  }
  if (!each) return entry
  return entry.each === undefined ? { ...fields, each } : 'expected each or split, found both'
}
