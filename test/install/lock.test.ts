import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')
const lock = JSON.parse(text) as { packages: Record<string, { gypfile?: boolean; hasInstallScript?: boolean }> }

describe('the lock file', () => {
  test('names no registry', () => {
    expect(text).not.toContain('"resolved"')
  })

  test('keeps npm 10 from compiling the driver, which brings its binaries', () => {
    // npm 10 reads this from the lock alone; `npm install` drops it, so put it back after one.
    expect(lock.packages['node_modules/better-sqlite3']?.gypfile).toBe(false)
  })

  test('lets one package run a script when it is installed: the one that brings Node', () => {
    const scripts = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript)
    expect(scripts.map(([path]) => path)).toEqual(['node_modules/node'])
  })
})
