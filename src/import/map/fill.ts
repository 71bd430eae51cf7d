import { type Path, pathText } from '../../records/problem.ts'
import type { Check } from './checks.ts'
import { type Compiler, compile } from './expression.ts'
import { Amount, takeAmount } from './money.ts'
import { CellError, type Expression, type Scope } from './scope.ts'
import type { Field, Shape } from './shapes.ts'

type Made = Record<string, unknown>
type Node = Readonly<Record<string, unknown>>

/** Makes an object of a row; undefined if what it would be about is nothing. */
export type Fill = {
  readonly make: (scope: Scope, into?: Made) => Made | undefined
  readonly item: boolean
  readonly fixed: boolean
  /** The columns behind each of its fields. */
  readonly columns: ReadonlyMap<string, readonly string[]>
}

type Part = {
  readonly name: string
  readonly get: (scope: Scope) => unknown
  readonly required: boolean
  readonly needed: boolean
  readonly field: string
}

const isNode = (node: unknown): node is Node => typeof node === 'object' && node !== null && !Array.isArray(node)

/** Runs a getter and a check; what goes wrong knows its columns. */
function checked({ get, columns }: Expression, check: Check, field: string): (scope: Scope) => unknown {
  return (scope) => {
    try {
      return check(get(scope))
    } catch (error) {
      if (error instanceof CellError) {
        error.columns ??= columns
        error.field ??= field
      }
      throw error
    }
  }
}

/** A value that is the same for all rows is checked once, before the first. */
function constant(compiler: Compiler, get: (scope: Scope) => unknown, path: Path): (scope: Scope) => unknown {
  try {
    const value = get({} as Scope)
    return () => value
  } catch (error) {
    if (!(error instanceof CellError)) throw error
    compiler.problems.push({ path, message: error.message })
    return () => undefined
  }
}

function scalar(compiler: Compiler, { check: given, many }: Field, node: unknown, path: Path): Expression {
  const check = given!
  // A list of expressions where a list of values is wanted.
  if (many && Array.isArray(node)) {
    const parts = node.map((one, i) => compile(compiler, one, [...path, i]))
    const get = (scope: Scope) => parts.flatMap((part) => part.get(scope) ?? [])
    const all = {
      get,
      columns: parts.flatMap((p) => p.columns),
      item: parts.some((p) => p.item),
      fixed: parts.every((p) => p.fixed),
    }
    return { ...all, get: checked(all, check, pathText(path)) }
  }
  const expression = compile(compiler, node, path)
  const get = checked(expression, check, pathText(path))
  return { ...expression, get: expression.fixed ? constant(compiler, get, path) : get }
}

function member(compiler: Compiler, field: Field, node: unknown, path: Path): Expression {
  if (field.items) return entries(compiler, field.items, node, path)
  if (!field.fields) return scalar(compiler, field, node, path)
  const nested = isNode(node) && Object.keys(node).some((name) => Object.hasOwn(field.fields!, name))
  if (!nested && field.plain) return member(compiler, field, { [field.plain]: node }, path)
  const { make, item, fixed, columns } = fill(compiler, field.fields, node, path)
  const get = (scope: Scope) => {
    const made = make(scope)
    return made && Object.keys(made).length > 0 ? made : undefined
  }
  return { get, item, fixed, columns: [...new Set([...columns.values()].flat())] }
}

/** Compiles the fields of an object. `also` are names that somebody else looks after. */
export function fill(compiler: Compiler, shape: Shape, node: unknown, path: Path, also: readonly string[] = []): Fill {
  if (!isNode(node)) {
    compiler.problems.push({ path, message: `expected fields: ${Object.keys(shape).join(', ')}` })
    return { make: () => undefined, item: false, fixed: true, columns: new Map() }
  }
  for (const name of Object.keys(node)) {
    if (Object.hasOwn(shape, name) || also.includes(name)) continue
    const there = [...Object.keys(shape), ...also].join(', ')
    compiler.problems.push({ path: [...path, name], message: `unknown field; there is ${there}` })
  }
  const columns = new Map<string, readonly string[]>()
  const parts: Part[] = []
  let item = false
  let fixed = true
  for (const [name, field] of Object.entries(shape)) {
    const given = Object.hasOwn(node, name) ? node[name] : field.otherwise
    const where = [...path, name]
    if (given === undefined || given === null) {
      if (field.required) compiler.problems.push({ path, message: `expected the field ${name}, found none` })
      continue
    }
    const part = member(compiler, field, given, where)
    columns.set(name, part.columns)
    item ||= part.item
    fixed &&= part.fixed
    parts.push({ name, get: part.get, required: !!field.required, needed: !!field.needed, field: pathText(where) })
  }
  const placed = (error: CellError, { name, field }: Part) => {
    error.columns = columns.get(name)
    error.field = field
    return error
  }
  const make = (scope: Scope, made: Made = {}) => {
    const amounts: [Part, Amount][] = []
    for (const part of parts) {
      const { name, get, required, needed } = part
      const value = get(scope)
      if (value instanceof Amount) {
        amounts.push([part, value])
        if (value.value !== undefined) made[name] = value.value
      } else if (value !== undefined) made[name] = value
      else if (needed) return undefined
      else if (required) throw placed(new CellError('expected a value, found nothing'), part)
    }
    // Last, since the currency may stand behind them.
    for (const [part, amount] of amounts) {
      try {
        const printed = takeAmount(made, amount, shape)
        if (printed !== undefined) scope.printed.push(printed)
      } catch (error) {
        throw error instanceof CellError ? placed(error, part) : error
      }
    }
    return made
  }
  return { make, item, fixed, columns }
}

/** How often an entry is made: once, for each item of a list, or not, as `each` and `when` say. */
export function repeated<T>(
  compiler: Compiler,
  node: Node,
  path: Path,
  of: { readonly item: boolean; readonly fixed: boolean },
): {
  readonly run: (scope: Scope, make: () => T | undefined, take: (made: T) => void) => void
  readonly item: boolean
  readonly fixed: boolean
} {
  const list = node.each === undefined ? undefined : eachOf(compiler, node.each, [...path, 'each'])
  const when = node.when === undefined ? undefined : compile(compiler, node.when, [...path, 'when'])
  const once = (scope: Scope, make: () => T | undefined, take: (made: T) => void) => {
    if (when && !holdsIn(when, scope)) return
    const made = make()
    if (made !== undefined) take(made)
  }
  const item = list ? list.item : of.item || !!when?.item
  const fixed = of.fixed && !list && (when?.fixed ?? true)
  if (!list) return { run: once, item, fixed }
  const run = (scope: Scope, make: () => T | undefined, take: (made: T) => void) => {
    const { item: outer, index } = scope
    const value = list.get(scope)
    const items = Array.isArray(value) ? value : value === undefined || value === null || value === '' ? [] : [value]
    for (let i = 0; i < items.length; i++) {
      scope.item = items[i]
      scope.index = i
      once(scope, make, take)
    }
    scope.item = outer
    scope.index = index
  }
  return { run, item, fixed }
}

const eachOf = (compiler: Compiler, node: unknown, path: Path) =>
  compile(compiler, typeof node === 'string' ? { column: node } : node, path)

function holdsIn(when: Expression, scope: Scope): boolean {
  const value = when.get(scope)
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 'false'
}

/** A list of objects, each made once or for each item of a list. */
function entries(compiler: Compiler, shape: Shape, node: unknown, path: Path): Expression {
  const list = Array.isArray(node) ? node : [node]
  const parts = list.map((one, i) => {
    const where = Array.isArray(node) ? [...path, i] : path
    const made = fill(compiler, shape, one, where, ['each', 'when'])
    return { made, repeat: repeated<Made>(compiler, isNode(one) ? one : {}, where, made) }
  })
  const get = (scope: Scope) => {
    const found: Made[] = []
    for (const { made, repeat } of parts)
      repeat.run(
        scope,
        () => made.make(scope),
        (one) => found.push(one),
      )
    return found.length > 0 ? found : undefined
  }
  return {
    get,
    item: parts.some(({ repeat }) => repeat.item),
    fixed: parts.every(({ repeat }) => repeat.fixed),
    columns: [...new Set(parts.flatMap(({ made }) => [...made.columns.values()].flat()))],
  }
}
