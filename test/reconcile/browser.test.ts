import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath } from '../server/chromium.ts'
import { startServer, type TestServer } from '../server/start.ts'

/** A page of another origin, as OpenRefine is one. */
const page = '<!doctype html><meta charset="utf-8"><title>table</title>'

describe.skipIf(!chromiumPath)('a page of another origin in Chromium', () => {
  let browser: Browser
  let server: TestServer
  let other: Server
  let origin: string
  beforeAll(async () => {
    server = await startServer()
    other = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser?.close()
    other?.close()
    await server?.close()
  })

  it('reads the manifest, sends a batch and shows a preview in a frame', async () => {
    const tab = await browser.newPage()
    await tab.goto(origin)
    const found = await tab.evaluate(async (url) => {
      const manifest = await (await fetch(`${url}/reconcile`)).json()
      const body = new URLSearchParams({ queries: JSON.stringify({ q: { query: '智譜' } }) })
      const answer = await (await fetch(`${url}/reconcile`, { method: 'POST', body })).json()
      const id: string = answer.q.result[0].id
      const frame = document.createElement('iframe')
      frame.src = manifest.preview.url.replace('{{id}}', encodeURIComponent(id))
      frame.width = manifest.preview.width
      frame.height = manifest.preview.height
      document.body.append(frame)
      return id
    }, server.url)
    expect(found).toBe('zhipu')
    const frame = tab.frameLocator('iframe')
    await expect.poll(() => frame.locator('h1').innerText(), { timeout: 10_000 }).toBe('智谱')
  })
})
