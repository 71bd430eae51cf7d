import type { Outcome as Answered } from '../load/job.ts'
import type { Variables, Work } from '../works/works.ts'
import type { Load } from './load.ts'
import type { Running } from './server.ts'
import { Absent, answersOf, type Checked, difference } from './verify.ts'

/** One run; `cpu` is the processor time of the server for each answer, in milliseconds, null where the machine doesn't tell. */
export type Outcome = Answered & { readonly cpu: number | null }

export type Plan = {
  readonly connections: number
  readonly repeats: number
  readonly milliseconds: number
  readonly warmUp: number
}

/** What was measured of a work: for each server its outcomes, one for each repeat, or why it has none. */
export type Measured = { readonly outcomes: Record<string, Outcome[]>; readonly absent: Record<string, string> }

/** The servers that can do a work and all answer it alike; throws if two answers differ. */
export async function check(
  work: Work,
  servers: readonly Running[],
  variables: readonly Variables[],
): Promise<{ checked: Map<Running, Checked>; absent: Record<string, string> }> {
  if (variables.length === 0) throw new Error(`${work}: data of this size has nothing to ask for.`)
  const checked = new Map<Running, Checked>()
  const absent: Record<string, string> = {}
  let first: { name: string; values: unknown[] } | undefined
  for (const server of servers) {
    try {
      const { values, ...answers } = await answersOf(server, work, variables)
      const these = { name: server.kind.name, values }
      first ??= varied(work, these)
      const differs = difference(first, these, variables)
      if (differs) throw new Error(`${work}: ${first.name} and ${these.name} answer differently ${differs}`)
      checked.set(server, answers)
    } catch (error) {
      if (!(error instanceof Absent)) throw error
      absent[server.kind.name] = error.message
    }
  }
  return { checked, absent }
}

/** Answers that are all the same would agree however wrong they are. */
function varied<T extends { values: unknown[] }>(work: Work, answers: T): T {
  const different = new Set(answers.values.map((value) => JSON.stringify(value))).size
  if (answers.values.length > 1 && different === 1) throw new Error(`${work}: all requests have the same answer.`)
  return answers
}

/** Measures all servers one after the other, again and again, so that what disturbs the machine disturbs all alike. */
export async function measure(
  load: Load,
  checked: ReadonlyMap<Running, Checked>,
  plan: Plan,
): Promise<Record<string, Outcome[]>> {
  const outcomes: Record<string, Outcome[]> = {}
  const servers = [...checked]
  const run = async ([server, answers]: (typeof servers)[number], milliseconds: number, from: number) => {
    const before = server.cpuTime()
    const outcome = await load.run({ ...answers, port: server.port, from, connections: plan.connections, milliseconds })
    const after = server.cpuTime()
    return { ...outcome, cpu: before === null || after === null ? null : (after - before) / outcome.answers }
  }
  if (plan.warmUp > 0) for (const server of servers) await run(server, plan.warmUp, 0)
  for (let repeat = 0; repeat < plan.repeats; repeat++) {
    // Another one begins each time.
    const turned = servers.map((_, n) => servers[(n + repeat) % servers.length]!)
    for (const server of turned) {
      const outcome = await run(server, plan.milliseconds, repeat * 101)
      outcomes[server[0].kind.name] ??= []
      outcomes[server[0].kind.name]!.push(outcome)
    }
  }
  return outcomes
}
