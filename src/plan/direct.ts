import { ERROR } from './errors.ts'
import type { Preparation } from './plan.ts'

/** A root field whose text is known before the operation runs, or comes of a statement. */
export type DirectRoot<Plan> = { readonly key: string; readonly plan: Plan | undefined; readonly text: string }

/** A part of a JSON text, that may be in UTF-8 already. */
export type Part = string | Buffer

/** What came of an operation: the members of `data` as JSON in parts, the first and the last of them text, or why it has to be executed field by field. */
export type Outcome = { readonly members: Part[] } | { readonly failures: ReadonlyMap<string, unknown> }

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
  read: (plan: Plan, values: Values | undefined) => Part | Promise<Part>,
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
  const parts: (Part | Promise<Part>)[] = []
  let waits = false
  for (let i = 0; i < roots.length; i++) {
    const { key, plan, text } = roots[i]!
    if (!plan) {
      parts.push(text)
      continue
    }
    try {
      const found = read(plan, values[i])
      if (found instanceof Promise) {
        waits = true
        parts.push(found.catch((error) => failed(key, error)))
      } else parts.push(found)
    } catch (error) {
      parts.push(failed(key, error))
    }
  }
  const outcome = (settled: readonly Part[]) => (failures ? { failures } : joined(roots, settled))
  return waits ? Promise.all(parts).then(outcome) : outcome(parts as Part[])
}

const MARK = `{"${ERROR}":{`

function joined(roots: readonly DirectRoot<{ mayFail: boolean }>[], parts: readonly Part[]): Outcome {
  const members: Part[] = []
  let text = ''
  for (let i = 0; i < roots.length; i++) {
    const { key, plan } = roots[i]!
    const part = parts[i]!
    // In a text of the data its quotes would be escaped.
    if (plan?.mayFail && part.includes(MARK)) return { failures: noFailures }
    text += `${i ? ',' : ''}"${key}":`
    if (typeof part === 'string') text += part
    else {
      members.push(text, part)
      text = ''
    }
  }
  members.push(text)
  return { members }
}
