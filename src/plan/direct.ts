import { ERROR } from './errors.ts'
import type { Preparation } from './planner.ts'

/** A root field whose text is known before the operation runs, or comes of a statement. */
export type DirectRoot<Plan> = { readonly key: string; readonly plan: Plan | undefined; readonly text: string }

/** What came of an operation: the members of `data` as JSON text, or why it has to be executed field by field. */
export type Outcome = { readonly members: string } | { readonly failures: ReadonlyMap<string, unknown> }

/** An operation that can be answered with the texts that its statements bring, for one set of variables. */
export type Direct = Preparation & {
  /**
   * Runs all statements at the instant that the clock tells, if it is asked. Where an error is part of the answer, the failures are told by response key, so that
   * who executes the operation need not run into them again.
   */
  run(clock: () => string): Outcome | Promise<Outcome>
}

/** Raised where a value can't be bound: only who executes the operation can tell at which field. */
export class Unbound extends Error {
  override readonly name = 'Unbound'
}

const noFailures: ReadonlyMap<string, unknown> = new Map()

/** Reads all root fields, each with its bound values, and puts their texts together. */
export function runRoots<Plan extends { mayFail: boolean }, Values>(
  roots: readonly DirectRoot<Plan>[],
  bind: (plan: Plan) => Values | undefined,
  read: (plan: Plan, values: Values | undefined) => string | Promise<string>,
): Outcome | Promise<Outcome> {
  const values: (Values | undefined)[] = []
  try {
    for (const { plan } of roots) values.push(plan && bind(plan))
  } catch {
    // A broken cursor, say: only who executes the operation can tell at which field.
    return { failures: noFailures }
  }
  let failures: Map<string, unknown> | undefined
  const failed = (key: string, error: unknown) => {
    failures ??= new Map()
    if (!(error instanceof Unbound)) failures.set(key, error)
    return ''
  }
  const texts: (string | Promise<string>)[] = []
  let waits = false
  for (let i = 0; i < roots.length; i++) {
    const { key, plan, text } = roots[i]!
    if (!plan) {
      texts.push(text)
      continue
    }
    try {
      const found = read(plan, values[i])
      if (typeof found === 'string') texts.push(found)
      else {
        waits = true
        texts.push(found.catch((error) => failed(key, error)))
      }
    } catch (error) {
      texts.push(failed(key, error))
    }
  }
  const outcome = (settled: readonly string[]) => (failures ? { failures } : joined(roots, settled))
  return waits ? Promise.all(texts).then(outcome) : outcome(texts as string[])
}

const MARK = `{"${ERROR}":{`

function joined(roots: readonly DirectRoot<{ mayFail: boolean }>[], texts: readonly string[]): Outcome {
  let members = ''
  for (let i = 0; i < roots.length; i++) {
    const { key, plan } = roots[i]!
    // In a text of the data its quotes would be escaped.
    if (plan?.mayFail && texts[i]!.includes(MARK)) return { failures: noFailures }
    members += `${i ? ',' : ''}"${key}":${texts[i]}`
  }
  return { members }
}
