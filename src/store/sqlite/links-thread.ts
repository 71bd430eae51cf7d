import { parentPort, workerData } from 'node:worker_threads'
import type { LinkReader } from '../links.ts'
import { SqliteLinks } from './links.ts'
import { openReader } from './open.ts'
import type { Done, Task } from './thread-work.ts'

const { path, module } = workerData as Task
const { default: make } = (await import(module)) as { default: (links: LinkReader) => unknown }
const connection = openReader(path)
connection.exec('begin')
const done: Done = { value: make(new SqliteLinks(connection)) }
connection.exec('commit')
connection.close()
parentPort!.postMessage(done)
