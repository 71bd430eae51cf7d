/** A place for a cursor: a first run asks for cursors under `probe`, the real one continues from one of them. */
export type Slot = { readonly probe: string; readonly argument: 'after' | 'before'; cursor: string | null }

export type Field = {
  readonly kind: 'field'
  readonly name: string
  readonly alias: string | null
  readonly args: Record<string, string>
  readonly directive: string
  readonly children: Selection[] | null
  /** Whether the field goes from things to other things as a list or connection: a level of nesting. */
  readonly level: boolean
  readonly slot: Slot | null
}
export type Selection =
  | Field
  | { readonly kind: 'inline'; readonly on: string | null; readonly directive: string; readonly children: Selection[] }
  | { readonly kind: 'spread'; readonly fragment: Fragment; readonly directive: string }
export type Fragment = { readonly name: string; readonly on: string; readonly children: Selection[] }

function printField(field: Field, probing: boolean): string {
  const args = { ...field.args }
  let children = field.children
  let extra = ''
  if (field.slot && probing) extra = ` ${field.slot.probe}: edges { cursor }`
  if (field.slot?.cursor && !probing) args[field.slot.argument] = field.slot.cursor
  children = children && children.length === 0 ? null : children
  const given = Object.entries(args).map(([name, value]) => `${name}: ${value}`)
  const alias = field.alias ? `${field.alias}: ` : ''
  const inner = children || extra ? ` {${children ? printAll(children, probing) : ''}${extra} }` : ''
  return `${alias}${field.name}${given.length ? `(${given.join(', ')})` : ''}${field.directive}${inner}`
}

export function printAll(selections: readonly Selection[], probing: boolean): string {
  return selections
    .map((selection) => {
      if (selection.kind === 'field') return ` ${printField(selection, probing)}`
      if (selection.kind === 'spread') return ` ...${selection.fragment.name}${selection.directive}`
      const on = selection.on ? ` on ${selection.on}` : ''
      return ` ...${on}${selection.directive} {${printAll(selection.children, probing)} }`
    })
    .join('')
}

/** Calls `visit` for each field, through fragments, with the number of levels above and including it. */
export function walk(
  selections: readonly Selection[],
  visit: (field: Field, levels: number) => void,
  levels = 0,
): void {
  for (const selection of selections) {
    if (selection.kind === 'spread') walk(selection.fragment.children, visit, levels)
    else if (selection.kind === 'inline') walk(selection.children, visit, levels)
    else {
      const here = levels + (selection.level ? 1 : 0)
      visit(selection, here)
      if (selection.children) walk(selection.children, visit, here)
    }
  }
}

export function fragmentsIn(selections: readonly Selection[], found = new Set<Fragment>()): Set<Fragment> {
  for (const selection of selections) {
    const children = selection.kind === 'spread' ? selection.fragment.children : (selection.children ?? [])
    if (selection.kind === 'spread') found.add(selection.fragment)
    fragmentsIn(children, found)
  }
  return found
}
