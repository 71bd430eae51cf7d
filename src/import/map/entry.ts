import { type Path, pathText } from '../../records/problem.ts'
import type { TupuRecord } from '../../records/record.ts'
import { type Compiler, compile } from './expression.ts'
import { fill, repeated } from './fill.ts'
import { hoisted } from './hoist.ts'
import type { Expression, Scope } from './scope.ts'
import { claim as claimShape, type Section, sections } from './shapes.ts'
import { holds, textOf } from './text.ts'

type Node = Readonly<Record<string, unknown>>

/** One entry of a mapping: the records that it makes of a row. */
export type Entry = {
  /** Where it stands in the mapping, such as `figures[0]`. */
  readonly at: string
  readonly run: (scope: Scope, take: (record: TupuRecord) => void) => void
  readonly fixed: boolean
  readonly record: TupuRecord['record']
  /** Whether its entities are only made if no other entry of the file makes them. */
  readonly stub: boolean
  /** The columns behind a field of its records. */
  readonly columnsOf: (path: Path) => readonly string[]
}

/** What all facts share: defaults of their claims, the columns that tell rows apart, and what their slots begin with. */
export type Defaults = { readonly claim: Node; readonly identity: readonly Expression[]; readonly slots: string }

const claimFields = Object.keys(claimShape)
const FACT_FIELDS = [...claimFields, 'line', 'quote', 'claimKey', 'each', 'when']

function claimNode(node: Node, defaults: Node): Node {
  const own = Object.fromEntries(
    claimFields.filter((name) => name !== 'key' && node[name] !== undefined).map((name) => [name, node[name]]),
  )
  const { line: _line, ...shared } = defaults
  const { assertedBy: _by, assertedAs: _as, ...others } = shared
  const all: Node = 'assertedBy' in own || 'assertedAs' in own ? { ...others, ...own } : { ...shared, ...own }
  return node.claimKey === undefined ? all : { ...all, key: node.claimKey }
}

/** The cells that tell a row apart as one text. Where there are several, a slash in one of them is not that between two. */
function rowOf(identity: readonly Expression[], scope: Scope): string {
  const cells = identity.map((one) => textOf(one.get(scope)) ?? '')
  return cells.length === 1 ? cells[0]! : cells.map((cell) => cell.replace(/[\\/]/g, '\\$&')).join('/')
}

/** What a fact is about, so that a changed row supersedes it: the number of the entry, the row and the item. */
function slotOf(at: string, identity: readonly Expression[], each: boolean): (scope: Scope) => string {
  return (scope) => {
    const row = rowOf(identity, scope)
    if (!each) return `${at}:${row}`
    return `${at}:${row}:${typeof scope.item === 'string' ? scope.item : scope.index}`
  }
}

/** Compiles one entry of a list of the mapping. */
export function compileEntry(
  compiler: Compiler,
  section: Section,
  node: unknown,
  path: Path,
  defaults: Defaults,
): Entry {
  const { record, shape } = sections[section]
  const fact = record !== 'source' && record !== 'entity'
  const given = typeof node === 'object' && node !== null && !Array.isArray(node) ? hoisted(node as Node) : {}
  if (typeof given === 'string') compiler.problems.push({ path, message: given })
  const entry: Node = typeof given === 'string' ? (node as Node) : given
  const main = fill(
    compiler,
    shape,
    typeof node === 'object' ? entry : node,
    path,
    fact ? FACT_FIELDS.filter((name) => name !== 'key') : ['each', 'when', 'stub'],
  )
  const columnsOf = (path: Path) => main.columns.get(String(path[0])) ?? []
  if (!fact) {
    const repeat = repeated<object>(compiler, entry, path, main)
    return {
      at: pathText(path),
      record,
      stub: entry.stub === true,
      fixed: repeat.fixed,
      columnsOf,
      run: (scope, take) =>
        repeat.run(
          scope,
          () => main.make(scope, { record }),
          (made) => take(made as TupuRecord),
        ),
    }
  }
  const claimPart = claimNode(entry, defaults.claim)
  if (claimPart.assertedBy === undefined && claimPart.assertedAs === undefined) {
    compiler.problems.push({
      path,
      message: 'say who asserts it, here or for all: assertedBy, or assertedAs for somebody unnamed',
    })
  }
  const claims = fill(compiler, claimShape, claimPart, path)
  const quote = entry.quote === undefined ? undefined : compile(compiler, entry.quote, [...path, 'quote'])
  const line = compile(compiler, entry.line ?? defaults.claim.line ?? true, [...path, 'line'])
  const lined = !line.fixed || (holds(line.get({} as Scope)) && line.get({} as Scope) !== 'none')
  const repeat = repeated<object>(compiler, entry, path, { item: main.item, fixed: false })
  const slot =
    claimPart.slot === undefined && defaults.identity.length > 0
      ? slotOf(defaults.slots + path.join('.'), defaults.identity, entry.each !== undefined)
      : undefined
  const make = (scope: Scope) => {
    scope.printed = []
    const made = main.make(scope, { record })
    if (!made || (record === 'figure' && saysNothing(made))) return undefined
    const claim = claims.make(scope)!
    const words = quote && textOf(quote.get(scope))
    if (lined || words !== undefined)
      claim.locator = { ...(lined && { line: scope.line }), ...(words !== undefined && { quote: words }) }
    if (scope.printed.length > 0) claim.printed ??= scope.printed.join('; ')
    if (slot) claim.slot = slot(scope)
    made.claims = [claim]
    return made
  }
  return {
    at: pathText(path),
    record,
    stub: false,
    fixed: false,
    columnsOf,
    run: (scope, take) =>
      repeat.run(
        scope,
        () => make(scope),
        (made) => take(made as TupuRecord),
      ),
  }
}

/** Whether the cells of a figure are all empty. */
const saysNothing = ({ value, low, high, precision }: Node) =>
  value === undefined && low === undefined && high === undefined && precision !== 'UNKNOWN'
