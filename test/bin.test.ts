import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const bin = new URL('../bin/tupu.js', import.meta.url)

/** Runs bin/tupu.js as if this were another version of Node. */
async function runAs(version: string): Promise<{ code: number; stderr: string }> {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`
  const preload = `data:text/javascript,${encodeURIComponent(pretend)}`
  return promisify(execFile)(process.execPath, ['--import', preload, bin.pathname, '--help']).then(
    ({ stderr }) => ({ code: 0, stderr }),
    (error) => ({ code: error.code, stderr: error.stderr }),
  )
}

describe('bin/tupu.js', () => {
  it('says in one sentence which Node is needed, and needs what package.json says', async () => {
    const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(engines.node).toBe('>=22.18')
    for (const version of ['18.20.0', '20.19.4', '22.17.1']) {
      expect(await runAs(version)).toEqual({
        code: 1,
        stderr: `Tupu needs Node 22.18 or newer, but this is Node ${version}.\n`,
      })
    }
  })

  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect((await promisify(execFile)(process.execPath, [bin.pathname, '--version'])).stdout).toBe(`${version}\n`)
  })

  it('runs on the versions that it needs', async () => {
    for (const version of ['22.18.0', '24.0.0', '26.1.0']) expect(await runAs(version)).toMatchObject({ code: 0 })
  })
})
