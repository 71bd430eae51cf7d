import { z } from 'zod'
import { BadRequest } from './mistake.ts'
import { kindsOf, types } from './types.ts'

/** How many queries one batch may have. */
export const batchSize = 100
const mostProperties = 20
const mostValues = 100
const mostCandidates = 50
const fewestCandidates = 5

/** What a table says of a property beside the name. */
export interface Given {
  readonly pid: string
  readonly values: readonly string[]
}

/** One question of a batch, checked. */
export interface Query {
  readonly text: string
  /** The kinds wanted; none given wants all. */
  readonly kinds: readonly string[] | null
  /** Whether other kinds are wanted where there is nothing of these. */
  readonly soft: boolean
  readonly limit: number
  readonly properties: readonly Given[]
}

const value = z
  .union([z.string(), z.number(), z.boolean(), z.object({ id: z.string(), name: z.string().optional() })], {
    error: 'expected a text, a number, true, false or an object with an "id"',
  })
  // Of an entity of another service both the id and the name may be what the graph has.
  .transform((v) => (typeof v === 'object' ? [v.id, ...(v.name === undefined ? [] : [v.name])] : [String(v)]))

const query = z
  .strictObject({
    query: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())], { error: 'expected a type or a list of types' }).optional(),
    limit: z.int().min(1).optional(),
    type_strict: z.enum(['any', 'should', 'all']).optional(),
    properties: z
      .array(
        z.strictObject({
          pid: z.string(),
          v: z.union([value, z.array(value).max(mostValues)], { error: 'expected a value or a list of values' }),
        }),
      )
      .max(mostProperties)
      .optional(),
  })
  .refine((q) => q.query !== undefined || q.properties?.length, { error: 'expected a "query" or "properties"' })

/** The queries of a batch by their ids; throws BadRequest that says what is wrong in which. */
export function readQueries(batch: unknown): readonly (readonly [id: string, query: Query])[] {
  if (typeof batch !== 'object' || batch === null || Array.isArray(batch))
    throw new BadRequest('"queries" must be a JSON object of queries by their ids, such as {"q0": {"query": "智谱"}}.')
  const queries = Object.entries(batch)
  if (queries.length > batchSize)
    throw new BadRequest(
      `The batch has ${queries.length.toLocaleString('en')} queries, but at most ${batchSize} are answered at once, as the manifest says in "batchSize"; send several batches.`,
      413,
    )
  return queries.map(([id, given]) => [id, readQuery(id, given)])
}

function readQuery(id: string, given: unknown): Query {
  const { data, error } = query.safeParse(given)
  if (error) {
    const { path, message } = error.issues[0]!
    const place = [JSON.stringify(id.slice(0, 100)), ...path.map(String)].join(', ')
    throw new BadRequest(`In "queries", at ${place}: ${message.slice(0, 300)}.`)
  }
  const all = data.type_strict === 'all'
  return {
    text: data.query?.trim() ?? '',
    kinds: readKinds(id, [data.type ?? []].flat(), all),
    soft: data.type_strict === 'should',
    limit: Math.min(data.limit ?? fewestCandidates, mostCandidates),
    properties: (data.properties ?? []).map(({ pid, v }) => ({ pid, values: v.flat() })),
  }
}

function readKinds(id: string, given: readonly string[], all: boolean): readonly string[] | null {
  const sets = given
    .filter((type) => type.trim() !== '')
    .map((type) => {
      const kinds = kindsOf(type)
      if (kinds) return kinds
      const known = types.map((t) => t.id).join(', ')
      throw new BadRequest(
        `In "queries", at ${JSON.stringify(id.slice(0, 100))}, type: there is no type ${JSON.stringify(type.slice(0, 100))}; there are ${known}.`,
      )
    })
  if (sets.length === 0) return null
  if (all) return sets.reduce((common, kinds) => common.filter((kind) => kinds.includes(kind)))
  return [...new Set(sets.flat())]
}
