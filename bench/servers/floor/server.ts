import { createServer } from 'node:http'
import { announce } from '../listen.ts'
import { shortestPath } from '../shortest-path.ts'
import { openToRead } from '../sqlite.ts'
import { neighbours, statements } from './sql.ts'

// The least that a server can do: it reads the request, runs one statement, and sends the text that comes.
const database = openToRead(process.env.TUPU_DB!)
const query = (sql: string) => database.prepare<[Record<string, unknown>], string>(sql).pluck()

const idOf = database.prepare<[string], number>('select id from entity where key = ?').pluck()
const neighboursOf = database.prepare<[{ of: string; now: string }], number>(neighbours).pluck()

type Request = { operationName: string; variables: Record<string, string> }
const now = () => new Date().toISOString()
const endOf = (day: string) => `${day}T23:59:59.999Z`

const answers: Record<string, (variables: Record<string, string>) => string | undefined> = {
  W0: () => '{"data":{"__typename":"Query"}}',
  W6: ({ from, to }) => {
    const instant = now()
    const length = shortestPath(idOf.get(from!)!, idOf.get(to!)!, 6, (ids) =>
      neighboursOf.all({ of: JSON.stringify(ids), now: instant }),
    )
    return `{"data":{"paths":[${length === null ? '' : `{"length":${length}}`}]}}`
  },
}
for (const [work, sql] of Object.entries(statements)) {
  const statement = query(sql)
  answers[work] = (variables) =>
    statement.get({ ...variables, now: variables.at === undefined ? now() : endOf(variables.at) })
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
    const { operationName, variables } = JSON.parse(body.toString()) as Request
    const text = answers[operationName]?.(variables)
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text ?? ''),
    })
    response.end(text)
  })
})
announce(server)
