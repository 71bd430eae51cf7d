import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ReadError } from '../../records/read-error.ts'
import type { Chunks } from './chunks.ts'

/** Joins the first chunks until there are as many bytes, or no more; gives those bytes and all from the start. */
async function peek(chunks: Chunks, size: number): Promise<{ start: Buffer; rest: AsyncIterator<Buffer> }> {
  const rest = chunks[Symbol.asyncIterator]()
  let start: Buffer = Buffer.alloc(0)
  while (start.length < size) {
    const next = await rest.next()
    if (next.done) break
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value])
  }
  return { start, rest }
}

async function* from(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (start.length > 0) yield start
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

/** The bytes, unpacked if they begin as gzip does, whatever the file is called. */
export async function* gunzipped(chunks: Chunks, name: string): AsyncGenerator<Buffer> {
  const { start, rest } = await peek(chunks, 2)
  const all = from(start, rest)
  if (start[0] !== 0x1f || start[1] !== 0x8b) return yield* all
  const gunzip = createGunzip({ chunkSize: 1 << 16 })
  let failed: unknown
  pipeline(Readable.from(all), gunzip, (error) => {
    failed = error
  })
  let size = 0
  try {
    for await (const chunk of gunzip) {
      size += (chunk as Buffer).length
      yield chunk as Buffer
    }
  } catch (error) {
    const cause = (failed ?? error) as NodeJS.ErrnoException
    if (!cause.code?.startsWith('Z_')) throw cause
    const what =
      cause.code === 'Z_BUF_ERROR' ? 'the gzip data ends too early' : `the gzip data is broken (${cause.message})`
    throw new ReadError([`${name}: ${what}, after ${size} bytes of unpacked text`])
  }
}
