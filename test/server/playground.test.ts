import { parse } from 'graphql'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examples } from '../../src/server/playground/examples.ts'
import { chromiumPath } from './chromium.ts'
import { type FakeServer, startFakeServer } from './fake-server.ts'

let server: FakeServer
beforeAll(async () => {
  server = await startFakeServer()
})
afterAll(() => server.close())

const ask = (headers: Record<string, string>) =>
  fetch(`${server.url}/graphql`, { headers: { accept: 'text/html', ...headers } })

describe('the playground page', () => {
  it('is compressed as the browser accepts it', async () => {
    const plain = Buffer.from(await (await ask({ 'accept-encoding': 'identity' })).arrayBuffer())
    for (const [accepted, used] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip;q=0.5', 'gzip'],
    ] as const) {
      const response = await ask({ 'accept-encoding': accepted })
      expect(response.headers.get('content-encoding')).toBe(used)
      expect(Number(response.headers.get('content-length'))).toBeLessThan(plain.length / 2)
      expect(Buffer.from(await response.arrayBuffer()).equals(plain)).toBe(true)
    }
  })

  it('is for who prefers it to an answer', async () => {
    const typeOf = async (accept: string) => {
      const response = await fetch(`${server.url}/graphql?query={now}`, { headers: { accept } })
      await response.arrayBuffer()
      expect(response.headers.get('vary')).toMatch(/^Accept\b/)
      return response.headers.get('content-type')?.split(';')[0]
    }
    for (const accept of [
      'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
      'text/html, application/json',
      'application/json;q=0.5, Text/HTML;level=1;q=0.9',
      'application/json;q=0, text/html;q=0.1',
    ])
      expect([accept, await typeOf(accept)]).toEqual([accept, 'text/html'])
    for (const accept of [
      'text/html;q=0.1, application/json',
      '*/*, text/html;q=0',
      'application/json, text/html',
      'text/html;q=0.5, application/*;q=0.8',
      '*/*',
    ])
      expect([accept, await typeOf(accept)]).toEqual([accept, 'application/json'])
    expect(await typeOf('text/event-stream, text/html')).toBe('text/event-stream')
  })

  it('leaves word to caches beside that on origins', async () => {
    const strict = await startFakeServer({ TUPU_CORS_ORIGINS: 'https://a.example' })
    for (const accept of ['text/html', 'application/json', 'image/png']) {
      const response = await fetch(`${strict.url}/graphql?query={now}`, { headers: { accept } })
      await response.arrayBuffer()
      expect(response.headers.get('vary')).toMatch(/^Origin, Accept\b/)
    }
    expect((await strict.ask('{ now }')).headers.get('vary')).toBe('Origin')
    await strict.close()
  })

  it('can be switched off', async () => {
    const without = await startFakeServer({ TUPU_PLAYGROUND: 'off' })
    const response = await fetch(`${without.url}/graphql`, { headers: { accept: 'text/html' } })
    await without.close()
    expect(response.status).toBe(406)
  })

  it('opens with six queries, three of them with Chinese comments', () => {
    expect(examples).toHaveLength(6)
    for (const query of examples) parse(query)
    expect(examples.filter((query) => /^#.*\p{Script=Han}/mu.test(query))).toHaveLength(3)
  })
})

describe.skipIf(!chromiumPath)('the playground in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
  })
  afterAll(() => browser?.close())

  it('asks no other host, shows six tabs and answers a query', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const others: string[] = []
    const complaints: string[] = []
    await context.route('**/*', (route) => {
      const url = route.request().url()
      if (url.startsWith(server.url) || /^(data|blob):/.test(url)) return route.continue()
      others.push(url)
      return route.abort()
    })
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
    page.on('pageerror', (error) => void complaints.push(String(error)))
    await page.goto(`${server.url}/graphql`)
    await page.waitForSelector('.graphiql-tab')
    expect(await page.locator('.graphiql-tab').count()).toBe(6)
    expect(await page.title()).toBe('Tupu 图谱')

    await page.goto(`${server.url}/graphql?query=${encodeURIComponent('{ echo(text: "从浏览器来") }')}`)
    await page.waitForSelector('.graphiql-execute-button')
    await page.waitForTimeout(500)
    await page.click('.graphiql-execute-button')
    await expect.poll(() => page.locator('.result-window').innerText(), { timeout: 10_000 }).toContain('从浏览器来')
    expect(others).toEqual([])
    expect(complaints).toEqual([])
  })
})
