import type { Path, Problem } from '../../records/problem.ts'
import { ArgumentError, functions } from './functions.ts'
import { getterOf } from './path.ts'
import { type Expression, type Scope, shown } from './scope.ts'
import { templateParts } from './template.ts'
import { holds, textOf } from './text.ts'

/** What expressions are compiled with. */
export type Compiler = {
  /** How a column is read; undefined, after a problem has been told, if there is none. */
  readonly column: (name: string) => ((scope: Scope) => unknown) | undefined
  readonly columnNames: readonly string[] | undefined
  readonly lets: Map<string, Expression>
  readonly problems: Problem[]
}

const fixed = (value: unknown): Expression => ({ get: () => value, columns: [], item: false, fixed: true })

const NOTHING = fixed(undefined)

/** An expression that is worked out from others. */
function from(parts: readonly Expression[], get: (scope: Scope) => unknown): Expression {
  return {
    get,
    columns: [...new Set(parts.flatMap((part) => part.columns))],
    item: parts.some((part) => part.item),
    fixed: parts.every((part) => part.fixed),
  }
}

const BASES = ['column', 'item', 'value', 'const', 'template', 'first', 'join', 'all', 'any', 'if']

type Node = Readonly<Record<string, unknown>>
type Base = (compiler: Compiler, args: unknown, path: Path) => Expression

function fault(compiler: Compiler, path: Path, message: string): Expression {
  compiler.problems.push({ path, message })
  return NOTHING
}

function list(compiler: Compiler, args: unknown, path: Path): Expression[] {
  if (Array.isArray(args)) return args.map((one, i) => compile(compiler, one, [...path, i]))
  fault(compiler, path, `expected a list of expressions, found ${shown(args)}`)
  return []
}

function named(compiler: Compiler, name: string, path: Path): Expression {
  const value = compiler.lets.get(name)
  return (
    value ??
    fault(
      compiler,
      path,
      `expected a value that let names above: ${[...compiler.lets.keys()].join(', ') || 'there is none'}; found ${name}`,
    )
  )
}

function column(compiler: Compiler, name: string, path: Path): Expression {
  const get = compiler.column(name)
  if (get) return { get, columns: [name], item: false, fixed: false }
  const there = compiler.columnNames ? `one of the columns ${compiler.columnNames.join(', ')}` : 'a column or wildcard'
  return fault(compiler, path, `expected ${there}; found ${name}${delimiterAdvice(compiler.columnNames)}`)
}

/** What may be wrong with a header that is one name. */
function delimiterAdvice(columns: readonly string[] | undefined): string {
  const other = columns?.length === 1 ? /[;\t|]/.exec(columns[0]!)?.[0] : undefined
  return other === undefined ? '' : `; are columns parted by another sign? Then say delimiter: ${JSON.stringify(other)}`
}

function item(_: Compiler, args: unknown): Expression {
  const get = getterOf(String(args))
  return { get: ({ item }) => get(item), columns: [], item: true, fixed: false }
}

export const bases: Readonly<Record<string, Base>> = {
  column: (compiler, args, path) => column(compiler, String(args), path),
  item,
  value: (compiler, args, path) => named(compiler, String(args), path),
  const: (_, args) => fixed(args),
  template: (compiler, args, path) => {
    if (typeof args !== 'string') return fault(compiler, path, `expected a text, found ${shown(args)}`)
    const parts = templateParts(args).map((part) => {
      if (typeof part === 'string') return fixed(part)
      const { name } = part
      if (name === 'item' || name.startsWith('item.')) return item(compiler, name.slice(5))
      return compiler.lets.get(name) ?? column(compiler, name, path)
    })
    return from(parts, (scope) => {
      let text = ''
      for (const part of parts) {
        const value = textOf(part.get(scope))
        if (value === undefined) return undefined
        text += value
      }
      return text
    })
  },
  first: (compiler, args, path) => {
    const parts = list(compiler, args, path)
    return from(parts, (scope) => {
      for (const part of parts) {
        const value = part.get(scope)
        if (value !== undefined && value !== null && value !== '') return value
      }
    })
  },
  join: (compiler, args, path) => {
    const { of, with: glue = ' ' } = (Array.isArray(args) ? { of: args } : (args ?? {})) as Node
    const parts = list(compiler, of, [...path, 'of'])
    return from(parts, (scope) => parts.flatMap((part) => textOf(part.get(scope)) ?? []).join(String(glue)))
  },
  all: (compiler, args, path) => {
    const parts = list(compiler, args, path)
    return from(parts, (scope) => parts.every((part) => holds(part.get(scope))))
  },
  any: (compiler, args, path) => {
    const parts = list(compiler, args, path)
    return from(parts, (scope) => parts.some((part) => holds(part.get(scope))))
  },
  if: (compiler, args, path) => {
    const { when, then: yes, else: no, ...rest } = (typeof args === 'object' && args ? args : {}) as Node
    if (when === undefined || yes === undefined || Object.keys(rest).length > 0) {
      return fault(compiler, path, 'expected when, then and maybe else')
    }
    const [test, good, bad] = [
      compile(compiler, when, [...path, 'when']),
      compile(compiler, yes, [...path, 'then']),
      no === undefined ? NOTHING : compile(compiler, no, [...path, 'else']),
    ]
    return from([test, good, bad], (scope) => (holds(test.get(scope)) ? good : bad).get(scope))
  },
}

/** A function of the value before it. */
function applied(compiler: Compiler, name: string, args: unknown, of: Expression, path: Path): Expression {
  const { short, allowed, make, nothing } = functions[name]!
  const whole =
    typeof args === 'object' &&
    args !== null &&
    !Array.isArray(args) &&
    Object.keys(args).every((key) => allowed.includes(key))
  const plain = args === true || args === undefined ? {} : short ? { [short]: args } : undefined
  const given = whole && allowed.length > 0 ? (args as Node) : plain
  if (!given) return fault(compiler, path, `expected ${allowed.join(', ') || 'true'}, found ${shown(args)}`)
  try {
    const apply = make(given)
    const { get } = of
    if (nothing) return { ...of, get: (scope) => apply(get(scope)) }
    return {
      ...of,
      get: (scope) => {
        const value = get(scope)
        return value === undefined || value === '' || value === null ? undefined : apply(value)
      },
    }
  } catch (error) {
    if (error instanceof ArgumentError) return fault(compiler, path, error.message)
    throw error
  }
}

/** A function written around its value, as in `{slug: {column: name}}` or `{pad: {of: …, to: 6}}`. */
function around(compiler: Compiler, name: string, args: unknown, path: Path): Expression {
  if (typeof args === 'object' && args !== null && !Array.isArray(args) && 'of' in args) {
    const { of, ...rest } = args
    return applied(
      compiler,
      name,
      Object.keys(rest).length > 0 ? rest : undefined,
      compile(compiler, of, [...path, 'of']),
      path,
    )
  }
  return applied(compiler, name, undefined, compile(compiler, args, path), path)
}

/** Compiles an expression: a plain text, or a base such as `column` and functions of it in their order. Tells of what it can't. */
export function compile(compiler: Compiler, node: unknown, path: Path): Expression {
  if (typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean') return fixed(node)
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    return fault(compiler, path, `expected a text or an expression such as { column: name }, found ${shown(node)}`)
  }
  const [first, ...rest] = Object.keys(node)
  const unknown = [first, ...rest].find(
    (name) => !name || !(Object.hasOwn(functions, name) || Object.hasOwn(bases, name)),
  )
  if (first === undefined || unknown !== undefined) {
    const there = [...BASES, ...Object.keys(functions)].join(', ')
    return fault(
      compiler,
      unknown ? [...path, unknown] : path,
      `expected one of ${there}; found ${unknown ?? 'nothing'}`,
    )
  }
  const args = (name: string) => (node as Node)[name]
  const base = bases[first]
  const start = base
    ? base(compiler, args(first), [...path, first])
    : around(compiler, first, args(first), [...path, first])
  return rest.reduce((of, name) => {
    if (!bases[name]) return applied(compiler, name, args(name), of, [...path, name])
    return fault(
      compiler,
      [...path, name],
      `expected one of ${BASES.join(', ')} once and first, found ${name} behind ${first}`,
    )
  }, start)
}
