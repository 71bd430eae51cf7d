import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
} from 'graphql'
import type { Bound, Store } from '../store/store.ts'
import { Compiler } from './compiler.ts'
import type { Cost } from './cost.ts'
import type { Rows } from './estimate.ts'
import { idShape } from './identity.ts'
import type { Registry } from './registry.ts'
import { collect } from './selection.ts'
import { shapeOf } from './shape.ts'
import { type Binder, Statement } from './statement.ts'
import type { Finder, Runtime } from './value.ts'

type Plan = {
  sql: string
  binders: readonly Binder[]
  checks: readonly ((runtime: Runtime) => void)[]
  cost: Cost
  /** Holds an error that fits this request alone. */
  failed: boolean
  /** Whether it binds rows that a finder found. */
  finds: boolean
  /** Whether it calls functions of the server. */
  calls: boolean
  /** The same without such calls, once it was needed. */
  without: Plan | undefined
  /** Took long once, whatever was estimated. */
  slow: boolean
}

/** A plan with all that its statement needs. */
type Ready = { plan: Plan; values: Bound[]; runtime: Runtime }

/** From so many rows on, by estimate, a statement runs where it can be ended. */
const DEAR_ROWS = 200_000
/** And from so many milliseconds on, once measured. */
const SLOW = 50

/** How often an answer is tried that the data changes under. */
const ATTEMPTS = 3

/** How many shapes of one operation's variables are kept. */
const MOST_SHAPES = 200

/** What is known of an operation before it runs. */
export type Preparation = {
  /** How many objects it may bring. */
  cost: number
  /** How deep quantifiers nest in its conditions. */
  filterLevels: number
  /** How many members `and` and `or` have in its conditions. */
  filterItems: number
}

/** What finds, by the names under which fields ask for it. */
export type Finders = Readonly<Record<string, Finder>>

/** The functions of the server that statements may call. */
export type Calls = {
  readonly available: boolean
  /** Whether they can answer for the snapshot that is being read. */
  ready(): boolean
}

const noCalls: Calls = { available: false, ready: () => false }

const isDear = (plan: Plan, runtime: Runtime): boolean => plan.slow || plan.cost.rows(runtime) > DEAR_ROWS

/** What a GraphQL context must carry for the root fields. */
export type PlanContext = { planner: Planner; now: string }

/** Compiles root fields once for each operation and shape of its variables, and runs them. */
export class Planner {
  readonly #schema: GraphQLSchema
  readonly #registry: Registry
  readonly #store: Store
  readonly #finders: Finders
  readonly #calls: Calls
  readonly #rows: Rows
  readonly #plans = new WeakMap<OperationDefinitionNode, Map<string, Plan>>()

  constructor(schema: GraphQLSchema, registry: Registry, store: Store, finders: Finders, calls: Calls) {
    this.#schema = schema
    this.#registry = registry
    this.#store = store
    this.#finders = finders
    this.#calls = calls
    // Tables may have grown since; an estimate only has to tell thousands from millions.
    this.#rows = (table) => store.rowCounts().get(table) ?? 0
  }

  /** Compiles an operation before it runs, and says what it costs. Mistakes in it show when its fields are resolved. */
  prepare(
    document: DocumentNode,
    operationName: string | null | undefined,
    variables: Readonly<Record<string, unknown>>,
  ): Preparation {
    const operation = getOperationAST(document, operationName)
    const preparation = { cost: 0, filterLevels: 0, filterItems: 0 }
    if (!operation) return preparation
    const fragments: Record<string, FragmentDefinitionNode> = {}
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition
    const runtime = this.#runtime(variables, '')
    const root = { schema: this.#schema, operation, fragments, variables }
    for (const { nodes } of collect(root, [operation.selectionSet], ['Query'])) {
      if (nodes[0]!.name.value.startsWith('__')) continue
      try {
        const { cost } = this.#plan(nodes, operation, fragments, runtime)
        preparation.cost += cost.objects(runtime)
        preparation.filterLevels = Math.max(preparation.filterLevels, cost.filter.levels)
        preparation.filterItems += cost.filter.items
      } catch {
        // Said again, at its field, when it is resolved.
      }
    }
    return preparation
  }

  /** The value of a root field. */
  run(info: GraphQLResolveInfo, now: string, attempt = 1): unknown {
    const runtime = this.#runtime(info.variableValues.coerced, now)
    const plan = this.#plan(info.fieldNodes, info.operation, info.fragments, runtime)
    if (!plan.finds && !plan.calls) return this.#read(this.#bind(plan, info, runtime), plan)
    let version = 0
    const answer = this.#store.snapshot(() => {
      version = this.#store.version()
      const without = plan.calls && (isDear(plan, runtime) || !this.#calls.ready())
      const chosen = without ? this.#without(plan, info, runtime) : plan
      return this.#read(this.#bind(chosen, info, runtime), plan)
    })
    if (!(answer instanceof Promise) || !plan.finds) return answer
    // What was found must be of the same state as what another process reads on from it.
    return answer.then((value) => (version === this.#store.version() ? value : this.#again(info, now, attempt)))
  }

  #again(info: GraphQLResolveInfo, now: string, attempt: number): unknown {
    if (attempt < ATTEMPTS) return this.run(info, now, attempt + 1)
    throw new GraphQLError('The data changed while this was being answered. Ask again.', {
      extensions: { code: 'DATA_CHANGED' },
    })
  }

  /** The plan and its values; where a value can't be bound, such as a broken cursor, one for this request alone. */
  #bind(plan: Plan, info: GraphQLResolveInfo, runtime: Runtime): Ready {
    try {
      for (const check of plan.checks) check(runtime)
      return { plan, values: plan.binders.map((bind) => bind(runtime)), runtime }
    } catch {
      const trial = this.#compile(info.fieldNodes, info.operation, info.fragments, runtime, { trial: true })
      return { plan: trial, values: trial.binders.map((bind) => bind(runtime)), runtime }
    }
  }

  #read({ plan, values, runtime }: Ready, kept: Plan): unknown {
    const dear = isDear(kept, runtime) || isDear(plan, runtime)
    const start = performance.now()
    const json = this.#store.read(plan.sql, values, dear)
    if (typeof json === 'object' && json !== null) return json.then(parse)
    if (performance.now() - start > SLOW) kept.slow = true
    return parse(json)
  }

  /** The plan that does without functions of the server. */
  #without(plan: Plan, info: GraphQLResolveInfo, runtime: Runtime): Plan {
    plan.without ??= this.#compile(info.fieldNodes, info.operation, info.fragments, runtime, { functions: false })
    return plan.without
  }

  #runtime(variables: Runtime['variables'], now: string): Runtime {
    return {
      variables,
      now,
      find: (finder, args, view, ask) => this.#finders[finder]!(args, view, now, ask),
      read: (statement, values) => this.#store.read(statement, values, false) as string | null,
    }
  }

  #plan(
    nodes: readonly FieldNode[],
    operation: OperationDefinitionNode,
    fragments: Readonly<Record<string, FragmentDefinitionNode>>,
    runtime: Runtime,
  ): Plan {
    const key = `${nodes[0]!.alias?.value ?? nodes[0]!.name.value} ${shapeOf(this.#schema, operation, runtime.variables, idShape)}`
    let plans = this.#plans.get(operation)
    if (!plans) {
      plans = new Map()
      this.#plans.set(operation, plans)
    }
    const known = plans.get(key)
    if (known) {
      plans.delete(key)
      plans.set(key, known)
      return known
    }
    const plan = this.#compile(nodes, operation, fragments, runtime)
    if (plan.failed) return plan
    plans.set(key, plan)
    if (plans.size > MOST_SHAPES) plans.delete(plans.keys().next().value!)
    return plan
  }

  #compile(
    nodes: readonly FieldNode[],
    operation: OperationDefinitionNode,
    fragments: Readonly<Record<string, FragmentDefinitionNode>>,
    runtime: Runtime,
    { trial = false, functions = !trial }: { trial?: boolean; functions?: boolean } = {},
  ): Plan {
    const statement = new Statement(trial ? runtime : undefined, functions && this.#calls.available)
    const document = { schema: this.#schema, operation, fragments, variables: runtime.variables }
    const compiler = new Compiler(document, this.#registry, statement, this.#rows)
    const { value, cost } = compiler.root(nodes, this.#registry.type('Query'))
    return {
      sql: `select ${value} as json`,
      binders: statement.binders,
      checks: statement.checks,
      cost,
      failed: statement.failed,
      finds: statement.finds,
      calls: statement.calls,
      without: undefined,
      slow: false,
    }
  }
}

/** A planner for a schema that was built with the plan plugin. */
export const createPlanner = (
  schema: GraphQLSchema,
  store: Store,
  finders: Finders = {},
  calls: Calls = noCalls,
): Planner => new Planner(schema, schema.extensions.plan as Registry, store, finders, calls)

const parse = (json: string | null): unknown => (json === null ? null : JSON.parse(json))
