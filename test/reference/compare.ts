import type { DocumentNode, ExecutionResult } from 'graphql'

/** What is to be proven: it answers documents as the reference does. */
export type Product = {
  execute(
    document: DocumentNode,
    variables?: Readonly<Record<string, unknown>>,
    operationName?: string,
  ): Promise<ExecutionResult>
}

export type Difference = { readonly path: string; readonly expected: unknown; readonly actual: unknown }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The first place where two values differ, the order of keys included. */
function firstDifference(expected: unknown, actual: unknown, path: string): Difference | null {
  if (Object.is(expected, actual)) return null
  if (!isObject(expected) || !isObject(actual) || Array.isArray(expected) !== Array.isArray(actual)) {
    return { path, expected, actual }
  }
  const [left, right] = [Object.keys(expected), Object.keys(actual)]
  if (!Array.isArray(expected) && left.join('\n') !== right.join('\n')) {
    return { path: `${path} (keys)`, expected: left, actual: right }
  }
  for (const key of left) {
    if (!(key in actual)) break
    const difference = firstDifference(expected[key], actual[key], `${path}.${key}`)
    if (difference) return difference
  }
  return left.length === right.length ? null : { path: `${path} (length)`, expected, actual }
}

/** Errors by place and code, without their order and their words. */
const errorsOf = (result: ExecutionResult): string[] =>
  (result.errors ?? [])
    .map(
      (error) => `${error.path?.join('.') ?? ''} ${error.extensions.code ?? 'NO CODE'} ${error.extensions.keys ?? ''}`,
    )
    .sort()

/** What two answers differ in, or null. */
export function compare(expected: ExecutionResult, actual: ExecutionResult): Difference | null {
  const errors = firstDifference(errorsOf(expected), errorsOf(actual), 'errors')
  if (errors)
    return { ...errors, actual: [errorsOf(actual), actual.errors?.map((e) => e.originalError?.stack ?? e.message)] }
  return firstDifference(expected.data ?? null, actual.data ?? null, 'data')
}

/** How many things an answer shows: edges and single things. (Their keys begin with `edges` and `node`.) */
export function countRows(data: unknown): number {
  if (Array.isArray(data)) return data.reduce<number>((sum, one) => sum + countRows(one), 0)
  if (!isObject(data)) return 0
  let rows = 0
  for (const [key, value] of Object.entries(data)) {
    if (/^edges\d*$/.test(key) && Array.isArray(value)) rows += value.length
    rows += countRows(value)
  }
  return rows
}

const show = (value: unknown) => (JSON.stringify(value) ?? 'undefined').slice(0, 2000)

export function explain(query: string, variables: Record<string, unknown>, difference: Difference): string {
  const used = Object.entries(variables).filter(([name]) => query.includes(`$${name}:`))
  return [
    query,
    `variables: ${JSON.stringify(Object.fromEntries(used))}`,
    `first difference at ${difference.path}`,
    `reference: ${show(difference.expected)}`,
    `product:   ${show(difference.actual)}`,
  ].join('\n')
}
