import { z } from 'zod'

/** One environment variable that Tupu reads, as the README's table lists it. */
export interface Setting {
  readonly name: string
  readonly default: string
  readonly unit: string
  readonly meaning: string
}

interface Definition<Value> extends Setting {
  readonly expected: string
  readonly schema: z.ZodType<Value, string>
}

type Kind<Value> = Pick<Definition<Value>, 'expected' | 'schema'>

function define<Value>(name: string, fallback: string, kind: Kind<Value>, unit: string, meaning: string) {
  return { name, default: fallback, unit, meaning, ...kind } satisfies Definition<Value>
}

function integer(least: number, most: number): Kind<number> {
  return {
    expected: `a whole number from ${least} to ${most}`,
    schema: z
      .string()
      .regex(/^\d+$/)
      .transform(Number)
      .refine((value) => value >= least && value <= most),
  }
}

const megabytes: Kind<number> = {
  expected: integer(0, 65_536).expected,
  schema: integer(0, 65_536).schema.transform((value) => value * 2 ** 20),
}

const text: Kind<string> = { expected: 'a text', schema: z.string() }

const onOff: Kind<boolean> = {
  expected: '"on" or "off"',
  schema: z.enum(['on', 'off']).transform((value) => value === 'on') as z.ZodType<boolean, string>,
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const logLevel: Kind<(typeof logLevels)[number]> = {
  expected: `one of ${logLevels.join(', ')}`,
  schema: z.enum(logLevels) as z.ZodType<(typeof logLevels)[number], string>,
}

const isOrigin = (value: string) => value === '*' || (URL.canParse(value) && new URL(value).origin === value)
const origins: Kind<readonly string[]> = {
  expected: 'origins such as https://example.org, separated by commas, or *',
  schema: z
    .string()
    .transform((value) => Object.freeze(value.split(',').flatMap((origin) => origin.trim() || [])))
    .refine((list) => list.every(isOrigin)),
}

const isHost = (value: string) =>
  value === '*' || (URL.canParse(`http://${value}`) && new URL(`http://${value}`).hostname === value.toLowerCase())
const hosts: Kind<readonly string[]> = {
  expected: 'hosts without a port, such as graph.example.org, separated by commas, or *',
  schema: z
    .string()
    .transform((value) => Object.freeze(value.split(',').flatMap((host) => host.trim() || [])))
    .refine((list) => list.every(isHost)),
}

const isAddress = (value: string) => URL.canParse(value) && /^https?:\/\/[^/?#]+$/.test(value)
const address: Kind<string> = {
  expected: 'an address without a path, such as https://graph.example.org',
  schema: z.string().refine((value) => value === '' || isAddress(value)),
}

const definitions = {
  port: define('PORT', '4000', integer(0, 65_535), '', 'The TCP port to listen on; 0 takes any free one.'),
  host: define('HOST', '127.0.0.1', text, '', 'The address to listen on; 0.0.0.0 opens the server to other machines.'),
  allowedHosts: define(
    'TUPU_ALLOWED_HOSTS',
    '',
    hosts,
    '',
    'By which hosts requests may call the server besides `localhost`, `127.0.0.1`, `[::1]`, `HOST` and that of `TUPU_PUBLIC_URL`, separated by commas, or * for all; if empty, by all where `HOST` opens it to other machines.',
  ),
  database: define('TUPU_DB', './data/tupu.db', text, '', 'The SQLite file, created on the first start.'),
  statementTimeout: define(
    'TUPU_STATEMENT_TIMEOUT',
    '5000',
    integer(1, 600_000),
    'ms',
    'How long one SQL statement may run before it is ended.',
  ),
  bodyLimit: define(
    'TUPU_BODY_LIMIT',
    '1048576',
    integer(1024, 104_857_600),
    'bytes',
    'The largest request body that is read.',
  ),
  maxTokens: define(
    'TUPU_MAX_TOKENS',
    '5000',
    integer(1, 100_000),
    'tokens',
    'The most lexical tokens in one GraphQL document.',
  ),
  maxNesting: define(
    'TUPU_MAX_NESTING',
    '100',
    integer(10, 500),
    'brackets',
    'How deep brackets of any kind may nest in a document or in variables.',
  ),
  maxDepth: define(
    'TUPU_MAX_DEPTH',
    '32',
    integer(1, 200),
    'fields',
    'How deep fields may nest, counted through fragments.',
  ),
  maxFields: define(
    'TUPU_MAX_FIELDS',
    '2000',
    integer(1, 100_000),
    'fields',
    'The most fields that one operation may select, each fragment counted wherever it is spread.',
  ),
  maxAliases: define(
    'TUPU_MAX_ALIASES',
    '50',
    integer(0, 100_000),
    'aliases',
    'The most aliases in one operation, counted through fragments.',
  ),
  maxDirectives: define(
    'TUPU_MAX_DIRECTIVES',
    '50',
    integer(0, 100_000),
    'directives',
    'The most directives in one GraphQL document.',
  ),
  maxRootFields: define(
    'TUPU_MAX_ROOT_FIELDS',
    '20',
    integer(1, 10_000),
    'fields',
    'The most root fields in one operation, those under `view` included.',
  ),
  maxNestedLists: define(
    'TUPU_MAX_NESTED_LISTS',
    '8',
    integer(1, 8),
    'lists',
    'How many connections and lists may nest in each other.',
  ),
  maxNestedObjects: define(
    'TUPU_MAX_NESTED_OBJECTS',
    '15',
    integer(1, 15),
    'objects',
    'How many to-one fields may nest in each other.',
  ),
  maxListSize: define(
    'TUPU_MAX_LIST_SIZE',
    '100',
    integer(1, 100),
    'items',
    'The most items that `first`, `last` or `ids` may ask of one list; where nothing is said, 20 come, or so many if that is less.',
  ),
  maxOrderItems: define(
    'TUPU_MAX_ORDER_ITEMS',
    '16',
    integer(1, 100),
    'items',
    'The most items that `orderBy` of one list may have.',
  ),
  maxFilterLevels: define(
    'TUPU_MAX_FILTER_LEVELS',
    '3',
    integer(1, 10),
    'levels',
    'How deep `some`, `every` and `none` may nest in a condition.',
  ),
  maxFilterItems: define(
    'TUPU_MAX_FILTER_ITEMS',
    '200',
    integer(1, 800),
    'items',
    'The most members that the `and` and `or` lists of one operation may have.',
  ),
  maxCost: define(
    'TUPU_MAX_COST',
    '50000',
    integer(1, 1_000_000_000),
    'objects',
    'The highest cost of one operation, which is the number of objects that its plan may bring, known before it runs.',
  ),
  graphMemory: define(
    'TUPU_GRAPH_MEMORY',
    '256',
    megabytes,
    'MB',
    'The most memory that links may take up, at most 28 MB per million and 17 MB per million entities; with 0, or where it does not suffice, SQL answers.',
  ),
  corsOrigins: define(
    'TUPU_CORS_ORIGINS',
    '',
    origins,
    '',
    'The other origins whose pages may read answers, separated by commas, or * for all; never with credentials.',
  ),
  directLane: define(
    'TUPU_DIRECT_LANE',
    'on',
    onOff,
    '',
    'Whether operations that compile completely are answered with the text that the database makes, on or off; answers are the same.',
  ),
  persistedQueries: define(
    'TUPU_PERSISTED_QUERIES',
    'on',
    onOff,
    '',
    "Whether clients may register documents by their hash (Apollo's automatic persisted queries), on or off.",
  ),
  trustedDocuments: define(
    'TUPU_TRUSTED_DOCUMENTS',
    '',
    text,
    '',
    'A JSON file of documents that clients may name by id: texts by id, or a manifest of Apollo.',
  ),
  trustedOnly: define(
    'TUPU_TRUSTED_ONLY',
    'off',
    onOff,
    '',
    'Whether trusted documents alone are answered, on or off; the playground is of little use then.',
  ),
  playground: define('TUPU_PLAYGROUND', 'on', onOff, '', 'Whether browsers get the playground, on or off.'),
  reconcile: define(
    'TUPU_RECONCILE',
    'on',
    onOff,
    '',
    'Whether OpenRefine can match tables at `/reconcile`, on or off.',
  ),
  reconcileOrigins: define(
    'TUPU_RECONCILE_ORIGINS',
    '*',
    origins,
    '',
    'The other origins whose pages may read answers of `/reconcile`; the specification wants all. Written as `TUPU_CORS_ORIGINS`.',
  ),
  publicUrl: define(
    'TUPU_PUBLIC_URL',
    '',
    address,
    '',
    'The address under which others reach the server, for links in answers of `/reconcile`; if empty, as each request calls it.',
  ),
  logLevel: define(
    'TUPU_LOG_LEVEL',
    'info',
    logLevel,
    '',
    'The least severity that is logged: fatal, error, warn, info, debug, trace or silent.',
  ),
  headersTimeout: define(
    'TUPU_HEADERS_TIMEOUT',
    '10000',
    integer(1, 600_000),
    'ms',
    "How long a client may take to send a request's headers; never longer than `TUPU_REQUEST_TIMEOUT`.",
  ),
  requestTimeout: define(
    'TUPU_REQUEST_TIMEOUT',
    '30000',
    integer(1, 600_000),
    'ms',
    'How long a client may take to send a whole request.',
  ),
  keepAliveTimeout: define(
    'TUPU_KEEP_ALIVE_TIMEOUT',
    '30000',
    integer(1, 600_000),
    'ms',
    'How long an idle connection is kept open for another request.',
  ),
  stopTimeout: define(
    'TUPU_STOP_TIMEOUT',
    '10000',
    integer(0, 600_000),
    'ms',
    'How long running requests may take to finish when the server is told to stop.',
  ),
}

type Definitions = typeof definitions

/** Everything about a running server that its environment decides. */
export type Config = { readonly [Key in keyof Definitions]: z.output<Definitions[Key]['schema']> }

/** Every environment variable with its default, unit and meaning, in the order of the README's table. */
export const settings: readonly Setting[] = Object.values(definitions).map(
  ({ name, default: fallback, unit, meaning }) => ({ name, default: fallback, unit, meaning }),
)

/** The name of the environment variable behind a key of the configuration. */
export function variableOf(key: keyof Config): string {
  return definitions[key].name
}

/** Raised when the environment holds values that can't be used; the message has one sentence for each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the configuration from environment variables; an empty value counts as not given. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const mistakes: string[] = []
  const entries = Object.entries(definitions as Record<string, Definition<unknown>>).map(([key, definition]) => {
    const given = environment[definition.name] || definition.default
    const result = definition.schema.safeParse(given)
    if (!result.success) {
      mistakes.push(`${definition.name} is ${JSON.stringify(given)}, but ${definition.expected} was expected.`)
    }
    return [key, result.data]
  })
  const values = Object.fromEntries(entries)
  const { trustedOnly, trustedDocuments, headersTimeout, requestTimeout } = values
  if (trustedOnly && !trustedDocuments)
    mistakes.push('TUPU_TRUSTED_ONLY is "on", but TUPU_TRUSTED_DOCUMENTS names no file; nothing could be asked.')
  if (headersTimeout > requestTimeout) {
    if (environment.TUPU_HEADERS_TIMEOUT)
      mistakes.push(
        `TUPU_HEADERS_TIMEOUT is "${headersTimeout}", but TUPU_REQUEST_TIMEOUT, which holds for headers and body together, is "${requestTimeout}".`,
      )
    values.headersTimeout = requestTimeout
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'))
  return Object.freeze(values) as Config
}

/** Names of variables that look like settings of Tupu but are none, most likely misspelt. */
export function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set(settings.map((setting) => setting.name))
  return Object.keys(environment).filter((name) => /^TUPU_(?!TEST_)/.test(name) && !known.has(name))
}
