import { type ChildProcess, spawn } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'

let child: ChildProcess
afterEach(() => void child?.kill('SIGKILL'))

/** Starts a server in a process of its own and gives its address. */
function start(environment: Record<string, string> = {}): Promise<string> {
  const script = new URL('./stopping-process.ts', import.meta.url).pathname
  child = spawn(process.execPath, [script], { env: { ...process.env, PORT: '0', ...environment } })
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (data) => resolve(String(data).trim()))
    child.stderr?.on('data', (data) => reject(new Error(String(data))))
  })
}

const ended = () => new Promise<number | null>((resolve) => child.once('exit', resolve))
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const askToWait = (url: string, milliseconds: number) =>
  fetch(`${url}/graphql?query={wait(milliseconds:${milliseconds})}`)

describe('stopping', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`on ${signal} finishes what runs and accepts nothing new`, async () => {
      const url = await start()
      const running = askToWait(url, 2_000)
      await wait(600)
      const exit = ended()
      child.kill(signal)
      const refused = () =>
        fetch(`${url}/health`).then(
          () => 'answered',
          () => 'refused',
        )
      await expect.poll(refused).toBe('refused')
      const response = await running
      expect(await response.json()).toMatchObject({ data: { wait: 'done' } })
      const answered = performance.now()
      expect(await exit).toBe(0)
      expect(performance.now() - answered).toBeLessThan(5_000)
    })
  }

  it('does not wait for idle connections', async () => {
    const url = await start()
    await (await fetch(`${url}/health`)).text()
    const exit = ended()
    const begin = performance.now()
    child.kill('SIGTERM')
    expect(await exit).toBe(0)
    expect(performance.now() - begin).toBeLessThan(5_000)
  })

  it('ends requests that run longer than it may wait', async () => {
    const url = await start({ TUPU_STOP_TIMEOUT: '500' })
    const running = askToWait(url, 60_000).then(
      () => 'answered',
      () => 'ended',
    )
    await wait(600)
    const exit = ended()
    child.kill('SIGTERM')
    expect(await running).toBe('ended')
    expect(await exit).toBe(0)
  })

  it('ends at once on a second signal', async () => {
    const url = await start()
    askToWait(url, 60_000).catch(() => {})
    await wait(600)
    const exit = ended()
    child.kill('SIGTERM')
    await wait(300)
    child.kill('SIGTERM')
    expect(await exit).toBe(1)
  })
})
