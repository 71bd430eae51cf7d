import pino, { type Logger } from 'pino'
import { readConfig } from '../../src/config.ts'
import { startServer } from '../../src/server/server.ts'
import type { Store } from '../../src/store/store.ts'
import { fakePlanner, fakeSchema, fakeStore } from './fake.ts'

/** A server over the fake schema, on a port of its own. */
export interface FakeServer {
  readonly url: string
  /** The lines logged so far. */
  readonly logged: Record<string, unknown>[]
  /** Posts a query and gives status, headers and the JSON of the answer. */
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>
  close(): Promise<void>
}

/** An answer over HTTP. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly data?: Record<string, unknown> | null
    readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[]
    readonly extensions?: Record<string, unknown>
  }
}

/** Reads an answer with a JSON body. */
export async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] }
}

/** Starts a server over the fake schema with these environment variables. */
export async function startFakeServer(
  environment: Record<string, string> = {},
  store: Store = fakeStore(),
): Promise<FakeServer> {
  const logged: Record<string, unknown>[] = []
  const log: Logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) })
  const config = readConfig({ PORT: '0', ...environment })
  const clock = () => '2025-12-31T00:00:00.000Z'
  const schema = fakeSchema()
  const server = await startServer({ config, schema, planner: fakePlanner(schema), store, log, clock })
  return {
    url: server.url,
    logged,
    ask: async (query, variables, headers) =>
      answerOf(
        await fetch(`${server.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ query, variables }),
        }),
      ),
    close: () => server.stop(),
  }
}
