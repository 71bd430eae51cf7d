import type { Work } from '../works/works.ts'
import type { Figures } from './figures.ts'
import type { Results, WorkResult } from './results.ts'

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map((_, n) => (n === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n')

const number = (value: number) => value.toLocaleString('en')
const times = (value: number | undefined) => (value === undefined ? '–' : `${value.toFixed(2)}×`)
const cell = (figures: Figures | undefined) =>
  figures === undefined ? 'absent' : `${number(figures.rps)} · ${figures.p50} / ${figures.p99}`

/** The results as people read them. */
export function markdown(results: Results): string {
  const { machine } = results
  const names = Object.keys(results.servers)
  return [
    `## ${number(results.size)} organisations, ${results.mode === 'quick' ? 'a quick look, no proof' : 'full run'}`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGB} GB, ${machine.system}; Node ${machine.node}; Tupu ${machine.tupu}; ${machine.date}.`,
    `${results.pinning} PostgreSQL shares the server's core, as SQLite does. ${results.repeats} interleaved repeats of ${results.seconds} s; medians.`,
    '### 16 connections: how many times the others',
    ratios(results.works),
    '### 16 connections: requests a second · p50 / p99 in ms',
    rates(results, results.works, names),
    '### 16 connections: processor time of the server for one answer, in µs',
    "What stays sure on a machine that does other things, too; PostgreSQL's is counted with PostGraphile's.",
    processor(results, names),
    ...(Object.keys(results.at64).length > 0
      ? ['### 64 connections, measured once', ratios(results.at64), rates(results, results.at64, names)]
      : []),
    '### Start and memory',
    table(
      ['server', 'first answer after, ms', 'most memory, MB'],
      Object.values(results.servers).map((server) => [
        server.label,
        String(Math.round(server.coldStartMs)),
        server.peakMemoryMB === null ? '–' : number(server.peakMemoryMB),
      ]),
    ),
    ...notes(results),
  ].join('\n\n')
}

const entries = (works: Results['works']) => Object.entries(works) as [Work, WorkResult][]

const ratios = (works: Results['works']) =>
  table(
    [
      'work',
      'Tupu : floor',
      'Tupu : best peer',
      'p99 : best peer',
      'all through Yoga : floor',
      'all through Yoga : best peer',
      'spread of repeats',
    ],
    entries(works).map(([work, { title, servers }]) => [
      `${work} ${title}`,
      times(servers.tupu?.floorRatio),
      times(servers.tupu?.peerRatio),
      times(servers.tupu?.peerP99Ratio),
      times(servers.tupuYoga?.floorRatio),
      times(servers.tupuYoga?.peerRatio),
      servers.tupu === undefined ? '–' : `${Math.round(servers.tupu.spread * 100)} %`,
    ]),
  )

const rates = (results: Results, works: Results['works'], names: readonly string[]) =>
  table(
    ['work', ...names.map((name) => results.servers[name]!.label)],
    entries(works).map(([work, { servers }]) => [work, ...names.map((name) => cell(servers[name]))]),
  )

const processor = (results: Results, names: readonly string[]) =>
  table(
    ['work', ...names.map((name) => results.servers[name]!.label)],
    entries(results.works).map(([work, { servers }]) => [
      work,
      ...names.map((name) => number(servers[name]?.cpuMicroseconds ?? Number.NaN).replace('NaN', '–')),
    ]),
  )

function notes(results: Results): string[] {
  const lines = Object.values(results.servers).flatMap((server) =>
    server.note ? [`${server.label}: ${server.note}`] : [],
  )
  for (const [work, { absent }] of entries(results.works))
    for (const [name, why] of Object.entries(absent))
      lines.push(`${work}: ${results.servers[name]!.label} is absent: ${why}`)
  return lines.length === 0 ? [] : [lines.map((line) => `- ${line}`).join('\n')]
}
