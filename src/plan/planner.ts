import { type DocumentNode, type FieldNode, GraphQLError, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql'
import { type Bound, Overdue, type Store } from '../store/store.ts'
import { Compiler } from './compiler.ts'
import { type Direct, type DirectRoot, type Part, runRoots } from './direct.ts'
import type { Rows } from './estimate.ts'
import { LastUsed } from './last-used.ts'
import { type Operation, Operations } from './operation.ts'
import { Pace } from './pace.ts'
import {
  bound,
  type CompileOptions,
  isDear,
  measure,
  type Plan,
  type Preparation,
  type Ready,
  ready,
  unbound,
} from './plan.ts'
import type { Registry } from './registry.ts'
import { type Finders, Request } from './request.ts'
import { collect } from './selection.ts'
import { Statement } from './statement.ts'
import { Turn } from './turn.ts'
import type { Runtime } from './value.ts'

/** Whether objects of interfaces tell their types, for graphql-js, or not, for an answer as it is. */
type Form = 'tagged' | 'bare'

/** From so many characters on, an answer is read as bytes. */
const LONG = 1000

/** How often an answer is tried that the data changes under. */
const ATTEMPTS = 3

/** How many shapes of one operation's variables are kept. */
const MOST_SHAPES = 200

/** In which form a statement's JSON is read. */
type Reading<Json extends Part> = (plan: Plan, values: readonly Bound[]) => Json | null

/** The functions of the server that statements may call. */
export type Calls = {
  readonly available: boolean
  /** Whether they can answer for the snapshot that is being read. */
  ready(): boolean
}

const noCalls: Calls = { available: false, ready: () => false }

/** What a GraphQL context must carry for the root fields. */
export type PlanContext = {
  planner: Pick<Planner, 'run'>
  now: string
  /** What already failed, by response key of the root field. */
  failures?: ReadonlyMap<string, unknown>
}

/** Compiles root fields once for each operation and shape of its variables, and runs them. */
export class Planner {
  readonly #schema: GraphQLSchema
  readonly #registry: Registry
  readonly #store: Store
  readonly #finders: Finders
  readonly #calls: Calls
  readonly #pageSize: number
  readonly #rows: Rows
  readonly #operations: Operations
  readonly #turn = new Turn()
  readonly #plans = new WeakMap<Operation, LastUsed<Plan>>()
  readonly #direct = new WeakMap<Operation, LastUsed<readonly DirectRoot<Plan>[] | null>>()
  readonly #text: Reading<string> = (plan, values) => this.#store.read(plan.sql, values, this.#limitOf(plan))
  /** A short text is sent with less ado than bytes are, which are left as they are: what came last tells what comes. */
  readonly #part: Reading<Part> = (plan, values) => {
    const part = plan.long
      ? this.#store.readBytes(plan.sql, values, this.#limitOf(plan))
      : this.#store.read(plan.sql, values, this.#limitOf(plan))
    plan.long = part !== null && part.length >= LONG
    return part
  }

  constructor(schema: GraphQLSchema, registry: Registry, store: Store, finders: Finders, calls: Calls, most: number) {
    this.#schema = schema
    this.#registry = registry
    this.#store = store
    this.#finders = finders
    this.#calls = calls
    this.#pageSize = Math.min(registry.options.pageDefault, most)
    this.#operations = new Operations(schema)
    // Tables may have grown since; an estimate only has to tell thousands from millions.
    this.#rows = (table) => store.rowCounts().get(table) ?? 0
  }

  /** Compiles an operation before it runs, and says what it costs. Mistakes in it show when its fields are resolved. */
  prepare(
    document: DocumentNode,
    operationName: string | null | undefined,
    variables: Readonly<Record<string, unknown>>,
  ): Preparation {
    const operation = this.#operations.named(document, operationName)
    if (!operation) return { cost: 0, filterLevels: 0, filterItems: 0 }
    const runtime = this.#request(variables, noClock)
    const shape = operation.shapeOf(variables)
    const preparation = { cost: 0, filterLevels: 0, filterItems: 0 }
    for (const { nodes } of this.#roots(operation, variables)) {
      if (nodes[0]!.name.value.startsWith('__')) continue
      try {
        measure(preparation, this.#plan(nodes, operation, shape, runtime, 'tagged'), runtime)
      } catch {
        // Said again, at its field, when it is resolved.
      }
    }
    return preparation
  }

  /**
   * The operation for an answer that is put together from the texts of its statements; undefined where it can't be, since it asks of
   * the schema itself, or holds a mistake.
   */
  direct(
    document: DocumentNode,
    operationName: string | null | undefined,
    variables: Readonly<Record<string, unknown>>,
  ): Direct | undefined {
    const operation = this.#operations.named(document, operationName)
    if (operation?.node.operation !== 'query') return undefined
    const runtime = this.#request(variables, noClock)
    const roots = this.#directRoots(operation, runtime)
    if (!roots) return undefined
    const preparation = { cost: 0, filterLevels: 0, filterItems: 0 }
    try {
      for (const { plan } of roots) if (plan) measure(preparation, plan, runtime)
    } catch {
      return undefined
    }
    return {
      ...preparation,
      run: (clock) => {
        const runtime = this.#request(variables, clock)
        return runRoots(
          roots,
          (plan) => (plan.finds || plan.calls ? undefined : bound(plan, runtime)),
          (plan, values) =>
            values
              ? this.#read(plan, values, runtime, this.#part)
              : this.#atOneTime(plan, runtime, this.#part, unbound),
        )
      },
    }
  }

  /** The value of a root field. */
  run(info: GraphQLResolveInfo, now: string): unknown {
    const runtime = this.#request(info.variableValues.coerced, () => now)
    const operation = this.#operations.of(info.operation, () => info.fragments)
    const plan = this.#plan(info.fieldNodes, operation, operation.shapeOf(runtime.variables), runtime, 'tagged')
    let json: string | Promise<string>
    if (plan.finds || plan.calls) json = this.#atOneTime(plan, runtime, this.#text, ready)
    else {
      const { plan: fitting, values } = ready(plan, runtime)
      json = this.#read(fitting, values, runtime, this.#text)
    }
    return typeof json === 'string' ? JSON.parse(json) : json.then((text) => JSON.parse(text))
  }

  #request(variables: Runtime['variables'], clock: () => string): Runtime {
    return new Request(variables, clock, this.#finders, this.#store)
  }

  /** Runs a plan so that what finders and functions of the server tell and what the statement reads are of the same state. */
  #atOneTime<Json extends Part>(
    plan: Plan,
    runtime: Runtime,
    reading: Reading<Json>,
    bind: typeof ready,
    attempt = 1,
  ): Json | string | Promise<string> {
    let version = 0
    const answer = this.#store.snapshot(() => {
      const without = plan.calls && (isDear(plan, runtime) || !this.#calls.ready())
      const { plan: fitting, values, text } = bind(without ? withoutCalls(plan, runtime) : plan, runtime)
      if (text !== undefined) return text
      const read = this.#read(fitting, values, runtime, reading, plan, () => bind(withoutCalls(plan, runtime), runtime))
      if (read instanceof Promise) version = this.#store.latestVersion()
      return read
    })
    if (!(answer instanceof Promise) || !plan.finds) return answer
    return answer.then((text) => {
      if (version === this.#store.latestVersion()) return text
      if (attempt < ATTEMPTS) return this.#atOneTime(plan, runtime, this.#text, bind, attempt + 1)
      throw new GraphQLError('The data changed while this was being answered. Ask again.', {
        extensions: { code: 'DATA_CHANGED' },
      })
    })
  }

  #roots({ node, fragments }: Operation, variables: Runtime['variables']) {
    return collect({ schema: this.#schema, operation: node, fragments, variables }, [node.selectionSet], ['Query'])
  }

  #directRoots(operation: Operation, runtime: Runtime): readonly DirectRoot<Plan>[] | null {
    const shape = operation.shapeOf(runtime.variables)
    let shapes = this.#direct.get(operation)
    if (!shapes) {
      shapes = new LastUsed(MOST_SHAPES)
      this.#direct.set(operation, shapes)
    }
    const known = shapes.get(shape)
    if (known !== undefined) return known
    const roots: DirectRoot<Plan>[] = []
    for (const { key, nodes } of this.#roots(operation, runtime.variables)) {
      const name = nodes[0]!.name.value
      if (name === '__typename') roots.push({ key, plan: undefined, text: '"Query"' })
      else if (name.startsWith('__')) {
        shapes.set(shape, null)
        return null
      } else {
        const plan = this.#tried(nodes, operation, shape, runtime)
        if (!plan) return null
        roots.push({ key, plan, text: '' })
      }
    }
    shapes.set(shape, roots)
    return roots
  }

  /** The plan of a root field without tags, unless it holds a mistake. */
  #tried(nodes: readonly FieldNode[], operation: Operation, shape: string, runtime: Runtime): Plan | undefined {
    try {
      const plan = this.#plan(nodes, operation, shape, runtime, 'bare')
      return plan.failed ? undefined : plan
    } catch {
      return undefined
    }
  }

  /**
   * Runs a plan's statement; how long it took is noted of the plan that was `kept`. One that turns out to take long begins anew where
   * it can be ended; if it calls functions, as the plan `apart` that doesn't.
   */
  #read<Json extends Part>(
    plan: Plan,
    values: readonly Bound[],
    runtime: Runtime,
    reading: Reading<Json>,
    kept = plan,
    apart?: () => Ready,
  ): Json | string | Promise<string> {
    const dear = isDear(kept, runtime) || (plan !== kept && isDear(plan, runtime))
    if (dear) return this.#readApart(plan, values, kept)
    const start = performance.now()
    try {
      return reading(plan, values) ?? 'null'
    } catch (error) {
      if (!(error instanceof Overdue)) throw error
      const ready = plan.calls && apart ? apart() : { plan, values }
      return this.#readApart(ready.plan, ready.values, kept)
    } finally {
      const taken = performance.now() - start
      kept.pace.ran(taken)
      if (plan.asksTime) this.#turn.took(taken)
    }
  }

  /** How long a statement may take here, if it asks. */
  #limitOf({ asksTime, pace }: Plan): number | undefined {
    return asksTime ? this.#turn.left(pace.limit) : undefined
  }

  #readApart({ sql }: Plan, values: readonly Bound[], kept: Plan): Promise<string> {
    const start = performance.now()
    return this.#store.readApart(sql, values).then((text) => {
      kept.pace.ran(performance.now() - start)
      return text ?? 'null'
    })
  }

  #plan(nodes: readonly FieldNode[], operation: Operation, shape: string, runtime: Runtime, form: Form): Plan {
    const key = `${nodes[0]!.alias?.value ?? nodes[0]!.name.value} ${form} ${shape}`
    let plans = this.#plans.get(operation)
    if (!plans) {
      plans = new LastUsed(MOST_SHAPES)
      this.#plans.set(operation, plans)
    }
    const known = plans.get(key)
    if (known) return known
    const plan = this.#compile(nodes, operation, runtime, form, {})
    if (!plan.failed) plans.set(key, plan)
    return plan
  }

  #compile(
    nodes: readonly FieldNode[],
    operation: Operation,
    runtime: Runtime,
    form: Form,
    { trial = false, functions = !trial }: CompileOptions,
  ): Plan {
    const statement = new Statement(trial ? runtime : undefined, functions && this.#calls.available)
    const { node, fragments } = operation
    const document = { schema: this.#schema, operation: node, fragments, variables: runtime.variables }
    const options = { rows: this.#rows, tags: form === 'tagged', pageSize: this.#pageSize }
    const compiler = new Compiler(document, this.#registry, statement, options)
    const { value, write, cost } = compiler.root(nodes, this.#registry.type('Query'))
    return {
      sql: `select ${value} as json`,
      binders: statement.binders,
      checks: statement.checks,
      cost,
      failed: statement.failed,
      mayFail: statement.mayFail,
      finds: statement.finds,
      asksTime: statement.asksTime,
      calls: statement.calls,
      write: trial ? undefined : write,
      without: undefined,
      anew: (other, options) => this.#compile(nodes, operation, other, form, options),
      pace: new Pace(statement.calls),
      long: false,
    }
  }
}

/** A planner for a schema that was built with the plan plugin; `mostItems` bounds pages of which nothing is said. */
export const createPlanner = (
  schema: GraphQLSchema,
  store: Store,
  finders: Finders = {},
  calls: Calls = noCalls,
  mostItems: number = Number.POSITIVE_INFINITY,
): Planner => new Planner(schema, schema.extensions.plan as Registry, store, finders, calls, mostItems)

const noClock = () => ''

/** The same without calls of functions, for where there are none. */
function withoutCalls(plan: Plan, runtime: Runtime): Plan {
  plan.without ??= plan.anew(runtime, { functions: false })
  return plan.without
}
