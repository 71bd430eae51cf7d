import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Fault } from './faults.ts'
import type { Outcome } from './trial.ts'

const root = resolve(import.meta.dirname, '../../..')
const needed = ['package.json', 'src', 'schema', 'seed', 'test/product.ts', 'test/reference']
const run = promisify(execFile)

/** Lets so many work at a time. */
export class Benches {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(count: number) {
    this.#free = count
  }

  async use<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free += 1
    }
  }
}

/** The text with the fault in it. */
export function spoil(text: string, { name, file, find, replace }: Fault): string {
  const times = text.split(find).length - 1
  if (times !== 1)
    throw new Error(`"${name}": the code has moved on. What it replaces stands ${times} times in ${file}:\n${find}`)
  return text.replace(find, () => replace)
}

/** Runs the differential on a private copy of the project, with a fault or as it is. */
export async function tryOut(fault: Fault | null, seed: number, queries: number): Promise<Outcome> {
  const copy = mkdtempSync(join(tmpdir(), 'tupu-mutation-'))
  try {
    for (const path of needed) cpSync(join(root, path), join(copy, path), { recursive: true })
    // Node strips no types below node_modules, so the copy can't lie there.
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
    if (fault) {
      const path = join(copy, fault.file)
      writeFileSync(path, spoil(readFileSync(path, 'utf8'), fault))
    }
    const args = [join(copy, 'test/reference/mutations/trial.ts'), `${seed}`, `${queries}`, `${fault?.breaks ?? false}`]
    const { stdout } = await run(process.execPath, args, { cwd: copy, timeout: 240_000, maxBuffer: 1 << 26 })
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as Outcome
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
