import type { z } from 'zod'
import type { Path, Problem } from './problem.ts'

type Issue = z.core.$ZodIssue

const TYPES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields with values',
  record: 'fields with values',
}

/** A value in a few words: `number 1`, `"abc"`, `a list`. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return value.length > 0 ? 'a list' : 'an empty list'
  if (typeof value === 'object') return 'fields with values'
  const text = typeof value === 'string' ? JSON.stringify(value) : `${typeof value} ${value}`
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text
}

function at(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step], data)
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPES[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`
    case 'too_small':
    case 'too_big':
      return issue.message.startsWith('expected')
        ? issue.message
        : 'expected a whole number that is not too small or large'
    default:
      return issue.message
  }
}

/** The issues of the branch that was most likely meant: the one for the type of value that is there. */
function branch(issue: Extract<Issue, { code: 'invalid_union' }>): Issue[] | undefined {
  return issue.errors.find((issues) => !issues.some((one) => one.code === 'invalid_type' && one.path.length === 0))
}

/** What the schema found wrong with the data, as problems for people. */
export function problemsOf(issues: readonly Issue[], data: unknown, base: Path = []): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const path = [...base, ...issue.path]
    const value = at(data, path)
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key], message: 'unknown field' }))
    }
    if (issue.code !== 'invalid_union') return [{ path, message: `${expectation(issue)}, found ${describe(value)}` }]
    if ('options' in issue && Array.isArray(issue.options)) {
      return [{ path, message: `expected one of ${issue.options.join(', ')}, found ${describe(value)}` }]
    }
    const meant = branch(issue)
    if (meant) return problemsOf(meant, data, path)
    const types = issue.errors.flatMap((one) => (one[0]?.code === 'invalid_type' ? [one[0].expected] : []))
    const expected = types.map((type) => TYPES[type] ?? type).join(' or ')
    return [{ path, message: `expected ${expected || 'something else'}, found ${describe(value)}` }]
  })
}
