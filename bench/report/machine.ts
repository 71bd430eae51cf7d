import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { arch, cpus, platform, totalmem } from 'node:os'
import { join } from 'node:path'

/** What the figures depend on besides the programs. */
export const machine = (product: string) => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGB: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${arch()}`,
  node: process.version,
  tupu: productVersion(product),
  date: new Date().toISOString().slice(0, 10),
})

function productVersion(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  try {
    const commit = execFileSync('git', ['-C', folder, 'describe', '--always', '--dirty'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return `${version} (${commit.toString().trim()})`
  } catch {
    return version
  }
}
