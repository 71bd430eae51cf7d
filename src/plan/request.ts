import type { Bound, Store } from '../store/store.ts'
import type { Ask, Finder, Runtime } from './value.ts'

/** What finds, by the names under which fields ask for it. */
export type Finders = Readonly<Record<string, Finder>>

/** What statements of one request are bound with. */
export class Request implements Runtime {
  readonly variables: Runtime['variables']
  readonly #clock: () => string
  readonly #finders: Finders
  readonly #store: Store
  #now: string | undefined

  constructor(variables: Runtime['variables'], clock: () => string, finders: Finders, store: Store) {
    this.variables = variables
    this.#clock = clock
    this.#finders = finders
    this.#store = store
  }

  get now(): string {
    this.#now ??= this.#clock()
    return this.#now
  }

  find(
    finder: string,
    args: Parameters<Finder>[0],
    view: Parameters<Finder>[1],
    ask: Ask,
    wanted?: ReadonlySet<string>,
  ): unknown {
    return this.#finders[finder]!(args, view, this.now, ask, wanted)
  }

  read(statement: string, values: readonly Bound[]): string | null {
    return this.#store.read(statement, values)
  }
}
