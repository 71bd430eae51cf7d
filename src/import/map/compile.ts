import type { Path, Problem } from '../../records/problem.ts'
import type { TupuRecord } from '../../records/record.ts'
import type { Row } from '../rows/row.ts'
import { compileEntry, type Defaults, type Entry } from './entry.ts'
import { type Compiler, compile } from './expression.ts'
import type { LoadedMapping } from './load.ts'
import { getterOf, hasWay } from './path.ts'
import { Recent } from './recent.ts'
import { CellError, type Expression, type Scope } from './scope.ts'
import { claim as claimShape, type Section, sections } from './shapes.ts'
import { Stubs } from './stubs.ts'
import { holds, textOf } from './text.ts'

export type Mapped = { readonly record: TupuRecord; readonly entry: Entry }

/** A mapping that is ready for rows. */
export type Mapper = {
  /** What it says without any row. */
  readonly start: () => Mapped[]
  /** Puts the records of a row into the list; an entry with a value that isn't what is expected is told and makes none. */
  readonly map: (row: Row, into: Mapped[], wrong: (error: CellError) => void) => void
  /** The entities that rows named but none made. */
  readonly end: () => Mapped[]
  /** The ways of the mapping that no row had; known at the end. */
  readonly lacking: () => string[]
  /** Which row it is a version of, and how new; only if the mapping wants the latest alone. */
  readonly version: ((row: Row) => readonly [of: string, by: string]) | undefined
}

/** How rows are read: by the position of a column, or by ways into JSON. */
export type Columns = readonly string[] | { readonly wildcards: number; readonly top: ReadonlyMap<string, unknown> }

const isList = (columns: Columns): columns is readonly string[] => Array.isArray(columns)

/** Ways into JSON with a test of each; those that a row had are taken out. */
type Ways = Map<string, (row: unknown) => boolean>

function columnReader(columns: Columns, ways: Ways): Compiler['column'] {
  if (isList(columns)) {
    const positions = new Map(columns.map((name, i) => [name, i]))
    positions.delete('')
    return (name) => {
      const at = positions.get(name)
      return at === undefined ? undefined : ({ row }) => (row as readonly string[])[at] || undefined
    }
  }
  return (name) => {
    const wild = /^\$(\d+)$/.exec(name)
    if (wild) {
      const at = Number(wild[1]) - 1
      return at < columns.wildcards && at >= 0 ? (scope) => scope.wild[at] : undefined
    }
    if (name.startsWith('$.')) {
      ways.set(name, () => columns.top.has(name.slice(2)))
      return ({ top }) => top.get(name.slice(2)) ?? undefined
    }
    ways.set(name, hasWay(name))
    const get = getterOf(name)
    return ({ row }) => get(row)
  }
}

/** A named value, worked out once for each row unless it depends on an item. */
function remembered(expression: Expression): Expression {
  if (expression.item || expression.fixed) return expression
  let serial = -1
  let value: unknown
  const get = (scope: Scope) => {
    if (scope.serial !== serial) {
      value = expression.get(scope)
      serial = scope.serial
    }
    return value
  }
  return { ...expression, get }
}

/** Compiles a mapping for the columns that there are. Throws ReadError with all that is wrong in the mapping. */
export function compileMapping({ mapping, told }: LoadedMapping, columns: Columns): Mapper {
  const problems: Problem[] = []
  const lets = new Map<string, Expression>()
  const ways: Ways = new Map()
  const compiler: Compiler = {
    column: columnReader(columns, ways),
    columnNames: isList(columns) ? columns.filter((name) => name !== '') : undefined,
    lets,
    problems,
  }
  for (const [name, node] of Object.entries(mapping.let ?? {})) {
    lets.set(name, remembered(compile(compiler, node, ['let', name])))
  }
  const at = (node: unknown, path: Path) => (node === undefined ? undefined : compile(compiler, node, path))
  const skip = at(mapping.skipIf, ['skipIf'])
  const { source } = mapping
  const named = [...Object.keys(claimShape), 'line'] as (keyof typeof mapping)[]
  const claim = Object.fromEntries(
    named.filter((name) => name !== 'source' && mapping[name] !== undefined).map((name) => [name, mapping[name]]),
  )
  const whole = typeof source === 'object' ? source : undefined
  const identity = [mapping.identity ?? []]
    .flat()
    .map((name) => compile(compiler, lets.has(name) ? { value: name } : { column: name }, ['identity']))
  const defaults: Defaults = {
    claim: source === undefined ? claim : { ...claim, source: whole ? whole.key : source },
    identity,
    // Mappings of one file may share a source, but not its slots. No name of a file has a slash, which so parts them.
    slots: mapping.files === undefined ? '' : `${[mapping.files].flat().join('/')}:`,
  }
  const entries: Entry[] = []
  if (whole) entries.push(compileEntry(compiler, 'sources', whole, ['source'], defaults))
  for (const section of Object.keys(sections) as Section[]) {
    for (const [i, node] of (mapping[section] ?? []).entries()) {
      entries.push(compileEntry(compiler, section, node, [section, i], defaults))
    }
  }
  if (entries.length === (whole ? 1 : 0))
    problems.push({ path: [], message: `expected at least one of ${Object.keys(sections).join(', ')}` })
  const of = at(mapping.latest?.of, ['latest', 'of'])
  const by = at(mapping.latest?.by, ['latest', 'by'])
  if (problems.length > 0) throw told(problems)

  const scope: Scope = {
    row: undefined,
    line: 0,
    wild: [],
    top: isList(columns) ? new Map() : columns.top,
    item: undefined,
    index: 0,
    printed: [],
    serial: 0,
  }
  const enter = ({ row, line, wild = [] }: Row) => {
    scope.row = row
    scope.line = line
    scope.wild = wild
    scope.item = undefined
    scope.index = 0
    scope.serial++
  }
  const once = entries.filter((entry) => entry.fixed)
  const varying = entries.filter((entry) => !entry.fixed)
  const recent = new Recent()
  const stubs = entries.some((entry) => entry.stub) ? new Stubs() : undefined
  const version = (row: Row) => {
    enter(row)
    return [textOf(of!.get(scope)) ?? '', textOf(by!.get(scope)) ?? ''] as const
  }
  return {
    start: () => once.flatMap((entry) => recordsOf(entry, scope)),
    map: (row, into, wrong) => {
      enter(row)
      for (const [way, has] of ways) if (has(row.row)) ways.delete(way)
      let told: Set<string> | undefined
      const left = (error: unknown) => {
        const found = error instanceof RangeError ? new CellError(error.message) : error
        if (!(found instanceof CellError)) throw found
        // A value that several entries want is told once.
        const what = `${found.columns?.join()}: ${found.message}`
        if (!told?.has(what)) wrong(found)
        told = (told ?? new Set()).add(what)
      }
      try {
        if (skip && holds(skip.get(scope))) return
      } catch (error) {
        left(error)
        return
      }
      for (const entry of varying) {
        const length = into.length
        const known = entry.record === 'entity' || entry.record === 'source'
        try {
          entry.run(scope, (record) => {
            if (known && recent.again(record)) return
            if (!stubs || record.record !== 'entity' || stubs.take({ record, entry }, entry.stub))
              into.push({ record, entry })
          })
        } catch (error) {
          into.length = length
          if (known) recent.forget()
          left(error)
        }
      }
    },
    end: () => stubs?.end() ?? [],
    lacking: () => [...ways.keys()],
    version: of && by ? version : undefined,
  }
}

function recordsOf(entry: Entry, scope: Scope): Mapped[] {
  const found: Mapped[] = []
  entry.run(scope, (record) => found.push({ record, entry }))
  return found
}
