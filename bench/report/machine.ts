import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { arch, cpus, platform, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

/** What the figures depend on besides the programs. */
export const machine = () => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGB: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${arch()}`,
  node: process.version,
  tupu: productVersion(),
  date: new Date().toISOString().slice(0, 10),
})

function productVersion(): string {
  const folder = fileURLToPath(new URL('../../', import.meta.url))
  const { version } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as { version: string }
  try {
    const commit = execFileSync('git', ['-C', folder, 'describe', '--always', '--dirty'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return `${version} (${commit.toString().trim()})`
  } catch {
    return version
  }
}
