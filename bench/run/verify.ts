import { isDeepStrictEqual } from 'node:util'
import { bodyOf, type Variables, type Work } from '../works/works.ts'
import { ask } from './client.ts'
import type { Running } from './server.ts'

/** What a server is asked in a work, and how long each right answer is. */
export type Checked = { readonly bodies: readonly string[]; readonly lengths: readonly number[] }

/** Why a server is not measured in a work. */
export class Absent extends Error {}

const AT_ONCE = 8

/** Asks everything once. */
export async function answersOf(
  server: Running,
  work: Work,
  variables: readonly Variables[],
): Promise<Checked & { values: unknown[] }> {
  const question = server.kind.questions[work]
  if (!question) throw new Absent('it has nothing for this work')
  const bodies = variables.map((one) => bodyOf(work, question, one))
  const lengths: number[] = []
  const values: unknown[] = []
  let next = 0
  const askAll = async () => {
    for (let n = next++; n < bodies.length; n = next++) {
      const { text, length } = await ask(server.port, bodies[n]!)
      values[n] = valueIn(server, work, text, (data) => question.value(data, variables[n]!))
      lengths[n] = length
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askAll))
  return { bodies, lengths, values }
}

type Body = { data?: unknown; errors?: { message: string; extensions?: { code?: string } }[] }

// biome-ignore lint/suspicious/noExplicitAny: answers as they come
function valueIn(server: Running, work: Work, text: string, value: (data: any) => unknown): unknown {
  const { data, errors } = JSON.parse(text) as Body
  const mistake = errors?.[0]
  if (!mistake) return value(data)
  // A build of the product may not have a field yet; whatever else goes wrong is a mistake of the bench.
  if (server.kind.peer !== true && mistake.extensions?.code === 'GRAPHQL_VALIDATION_FAILED')
    throw new Absent(mistake.message)
  throw new Error(`${server.kind.label} cannot do ${work}: ${mistake.message}`)
}

/** The first difference between what two servers answer, as a sentence; undefined if there is none. */
export function difference(
  one: { name: string; values: readonly unknown[] },
  other: { name: string; values: readonly unknown[] },
  variables: readonly Variables[],
): string | undefined {
  for (const [n, value] of one.values.entries()) {
    if (isDeepStrictEqual(value, other.values[n])) continue
    const told = (what: unknown) => JSON.stringify(what).slice(0, 1500)
    return `for ${JSON.stringify(variables[n])}\n  ${one.name}: ${told(value)}\n  ${other.name}: ${told(other.values[n])}`
  }
  return undefined
}
