import type { Measured, Outcome } from '../run/measure.ts'
import type { ServerKind } from '../servers/servers.ts'

/** What stands for a server in a work; times in milliseconds, ratios of requests a second. */
export type Figures = {
  readonly rps: number
  readonly p50: number
  readonly p99: number
  /** How far the fastest and the slowest repeat lie apart, as a share of the median. */
  readonly spread: number
  /** Processor time of the server for one answer, its database's with it, in microseconds; null where the machine doesn't tell. */
  readonly cpuMicroseconds: number | null
  /** How many times the floor's and the best peer's requests a second it does; only for the product. */
  readonly floorRatio?: number
  readonly peerRatio?: number
  /** Its p99 as a multiple of the best peer's; only for the product. */
  readonly peerP99Ratio?: number
}

export const median = (list: readonly number[]): number => {
  const sorted = [...list].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const rounded = (value: number, digits = 3): number => Number(value.toPrecision(digits))

/** Medians over the repeats; a ratio is the median of the ratios within each repeat. */
export function figuresOf(measured: Measured, kinds: readonly ServerKind[]): Record<string, Figures> {
  const { outcomes } = measured
  return Object.fromEntries(
    Object.entries(outcomes).map(([name, runs]) => {
      const rates = runs.map((run) => run.rps)
      const rps = median(rates)
      const product = name.startsWith('tupu')
      const others = kinds.filter((kind) => kind.peer && outcomes[kind.name])
      return [
        name,
        {
          rps: Math.round(rps),
          p50: rounded(median(runs.map((run) => run.p50))),
          p99: rounded(p99(runs)),
          spread: rounded((Math.max(...rates) - Math.min(...rates)) / rps, 2),
          cpuMicroseconds: processorTime(runs),
          ...(product && outcomes.floor && { floorRatio: ratio(runs, (n) => outcomes.floor![n]!.rps) }),
          ...(product &&
            others.length > 0 && {
              peerRatio: ratio(runs, (n) => Math.max(...others.map((kind) => outcomes[kind.name]![n]!.rps))),
              peerP99Ratio: rounded(p99(runs) / Math.min(...others.map((kind) => p99(outcomes[kind.name]!)))),
            }),
        } satisfies Figures,
      ]
    }),
  )
}

const p99 = (runs: readonly Outcome[]): number => median(runs.map((run) => run.p99))

const processorTime = (runs: readonly Outcome[]): number | null => {
  const times = runs.flatMap((run) => (run.cpu === null ? [] : [run.cpu * 1000]))
  return times.length < runs.length ? null : rounded(median(times))
}

const ratio = (runs: readonly Outcome[], other: (repeat: number) => number): number =>
  rounded(median(runs.map((run, repeat) => run.rps / other(repeat))))
