import pino from 'pino'
import { stopOnSignals } from '../../src/commands/stop.ts'
import { readConfig } from '../../src/config.ts'
import { startServer } from '../../src/server/server.ts'
import { fakePlanner, fakeSchema, fakeStore } from './fake.ts'

const log = pino({ level: 'silent' })
const clock = () => new Date().toISOString()
const config = readConfig(process.env)
const schema = fakeSchema()
const planner = fakePlanner(schema)
const server = await startServer({ config, schema, planner, store: fakeStore(), log, clock })
stopOnSignals(() => server.stop(), log)
console.log(server.url)
