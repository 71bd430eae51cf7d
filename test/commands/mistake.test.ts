import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { sentenceOf } from '../../src/commands/mistake.ts'

const failureOf = (listen: (server: ReturnType<typeof createServer>) => void) =>
  new Promise<Error>((resolve) => listen(createServer().once('error', resolve)))

describe('a failure to listen', () => {
  it('is told in a sentence that says what to change', async () => {
    const first = createServer()
    await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve))
    const { port } = first.address() as { port: number }
    const inUse = await failureOf((server) => server.listen(port, '127.0.0.1'))
    first.close()
    expect(sentenceOf(inUse)).toBe(
      `Port ${port} on 127.0.0.1 is in use by another program; stop that one or set PORT to a free port.`,
    )
    const elsewhere = await failureOf((server) => server.listen(0, '192.0.2.1'))
    expect(sentenceOf(elsewhere)).toBe('This machine has no address 192.0.2.1; set HOST to one of its own.')
  })
})
