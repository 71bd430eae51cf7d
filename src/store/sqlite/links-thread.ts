import { parentPort, workerData } from 'node:worker_threads'
import type { LinkWork } from '../links.ts'
import { SqliteLinks } from './links.ts'
import { openReader } from './open.ts'
import type { Done, Task } from './thread-work.ts'

const { path, module } = workerData as Task
const work = (await import(module)) as LinkWork
const connection = openReader(path)
// Each page is read once: neither mapped ones nor a large cache would pay for their memory.
connection.pragma('mmap_size = 0')
connection.pragma('cache_size = -2048')
connection.exec('begin')
const links = new SqliteLinks(connection)
const value = work.default(links)
connection.exec('commit')
connection.close()
parentPort!.postMessage({ value } satisfies Done)
