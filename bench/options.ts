import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Work, workNames } from './works/works.ts'

export type Options = {
  /** The number of organisations. */
  readonly size: number
  /** The folder of the product that is measured. */
  readonly product: string
  readonly mode: 'full' | 'quick' | 'growth' | 'workers'
  readonly works: readonly Work[]
  /** Names of servers to leave out of the run none of which is given: all. */
  readonly servers: readonly string[] | undefined
  readonly repeats: number
  readonly milliseconds: number
  readonly warmUp: number
  /** How many different requests of each work are made. */
  readonly requests: number
  readonly coldStarts: number
}

const usage = `npm run bench [-- OPTIONS]
  --quick            10,000 organisations and short measurements: 3 minutes, for a first look
  --growth           how the time of one request grows over 10,000, 100,000 and 1 M organisations (--size: the last of these);
                     only the product and the floor
  --workers          what two workers bring over one process, on W3 and W5
  --size N           organisations, from 10,000 to 1,000,000 (100,000)
  --product DIR      another checkout of the product (the one around bench/), to compare versions
  --works W1,W2      only these works
  --servers a,b      only these servers; floor and tupu are always among them
  --repeats N        interleaved repeats (15; quick: 3)
  --seconds N        length of one measurement (0.8; quick: 0.3)`

export function readOptions(argv: readonly string[]): Options {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: flag,
      growth: flag,
      workers: flag,
      help: flag,
      size: text,
      product: text,
      works: text,
      servers: text,
      repeats: text,
      seconds: text,
    },
  })
  if (values.help) throw new Error(usage)
  const quick = values.quick ?? false
  const number = (name: 'size' | 'repeats' | 'seconds', otherwise: number) => {
    const value = Number(values[name] ?? otherwise)
    if (!(value > 0)) throw new Error(`--${name} must be a number greater than 0.\n${usage}`)
    return value
  }
  const size = number('size', quick ? 10_000 : values.growth ? 1_000_000 : 100_000)
  if (size % 1000 !== 0 || size < 10_000 || size > 1_000_000)
    throw new Error(`--size must be a multiple of 1,000 from 10,000 to 1,000,000.\n${usage}`)
  const works = (values.works?.split(',') ?? workNames) as Work[]
  const unknown = works.filter((work) => !workNames.includes(work))
  if (unknown.length > 0) throw new Error(`No work is called ${unknown.join(', ')}; there are ${workNames.join(', ')}.`)
  return {
    size,
    product: values.product ? resolve(values.product) : fileURLToPath(new URL('..', import.meta.url)),
    works,
    mode: values.growth ? 'growth' : values.workers ? 'workers' : quick ? 'quick' : 'full',
    servers: values.servers?.split(','),
    repeats: number('repeats', quick ? 3 : 15),
    milliseconds: number('seconds', quick ? 0.3 : 0.8) * 1000,
    warmUp: quick ? 200 : 1500,
    requests: quick ? 100 : 1000,
    coldStarts: quick ? 1 : 3,
  }
}
