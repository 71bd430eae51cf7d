import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file that only this process knows, in a folder of its own that is removed at the latest when the process ends. */
export function privateFile(): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'tupu-'))
  const remove = () => {
    process.off('exit', remove)
    rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', remove)
  return { path: join(folder, 'tupu.db'), remove }
}
