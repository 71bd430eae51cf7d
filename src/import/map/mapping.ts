import { z } from 'zod'

const expression = z.unknown()
const texts = z.union([z.string(), z.array(z.string())])
const entries = z.array(z.record(z.string(), z.unknown())).optional()

/** What a mapping says in outline; expressions and entries are checked when they are compiled. */
export const mapping = z.strictObject({
  /** The names of files that it is for, `*` for anything; all, if it says none. */
  files: texts.optional(),
  format: z.enum(['csv', 'tsv', 'json', 'ndjson']).optional(),
  delimiter: z.string().min(1).max(4).optional(),
  quote: z.string().max(4).optional(),
  header: z.union([z.boolean(), z.array(z.string().min(1)).min(1)]).optional(),
  skip: z.int().min(1).max(1000).optional(),
  encoding: z.string().optional(),
  rows: z
    .string()
    .regex(/^[^.]+(\.[^.]+)*$/, 'expected a way such as data.* or facts.*.*')
    .optional(),
  /** Only one row of those with the same `of` is taken: the one with the greatest `by`. */
  latest: z.strictObject({ of: expression, by: expression }).optional(),
  let: z.record(z.string(), z.unknown()).optional(),
  identity: texts.optional(),
  skipIf: expression.optional(),
  source: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  assertedBy: expression.optional(),
  assertedAs: expression.optional(),
  via: expression.optional(),
  modality: expression.optional(),
  printed: expression.optional(),
  assertedOn: expression.optional(),
  knownFrom: expression.optional(),
  knownTo: expression.optional(),
  slot: expression.optional(),
  /** Whether claims tell the line of the row; `none` where the line is not one of their source. */
  line: z.union([z.boolean(), z.literal('none')]).optional(),
  sources: entries,
  entities: entries,
  relations: entries,
  figures: entries,
  statements: entries,
  events: entries,
  properties: entries,
})

export type Mapping = z.infer<typeof mapping>
