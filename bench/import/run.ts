import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { writePeople } from './people.ts'
import { type Taken, watch } from './watch.ts'

// Measures `tupu import` as a whole process, into a new database and once more into the same:
// node bench/import/run.ts [rows of the generated file …] [lemonhu] [ror]

const root = join(import.meta.dirname, '../..')
const data = process.env.TUPU_TEST_DATA && join(process.env.TUPU_TEST_DATA, 'data')
const factKinds = ['relation', 'figure', 'statement', 'event', 'property']

type Load = { readonly name: string; readonly mapping: string; readonly files: readonly string[] }

const folder = mkdtempSync(join(tmpdir(), 'tupu-bench-'))

const lemonhu = ['stock', 'executive', 'executive_stock', 'stock_industry_prep'].map((name) =>
  join(data ?? '', 'cn_listed/lemonhu', `${name}.csv`),
)
const real: readonly Load[] = [
  { name: 'lemonhu', mapping: join(root, 'examples/a-share/mapping.yaml'), files: lemonhu },
  {
    name: 'ror',
    mapping: join(root, 'examples/ror/every-version.yaml'),
    files: [join(data ?? '', 'ror/ror_records.ndjson.gz')],
  },
]

/** Rows of the database, and how many of them say something. */
async function countsOf(path: string): Promise<{ facts: number; claims: number; rows: number }> {
  const store = openSqlite({ path, statementTimeout: 5000 })
  try {
    const counts = store.rowCounts()
    const of = (table: string) => counts.get(table) ?? 0
    const facts = factKinds.reduce((sum, kind) => sum + of(kind), 0)
    return { facts, claims: of('claim'), rows: [...counts.values()].reduce((sum, count) => sum + count, 0) }
  } finally {
    await store.close()
  }
}

const tupu = (database: string, load: Load): Promise<Taken> =>
  watch([process.execPath, join(root, 'bin/tupu.js'), 'import', '--mapping', load.mapping, ...load.files], {
    ...process.env,
    TUPU_DB: database,
  })

const number = (value: number) => Math.round(value).toLocaleString('en')
const seconds = (value: number) => value.toFixed(1)

function print(cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`)
}

async function measure(load: Load, startUp: Taken): Promise<void> {
  const database = join(folder, `${load.name}.db`)
  for (const round of ['new', 'again']) {
    const taken = await tupu(database, load)
    const { facts, claims, rows } = await countsOf(database)
    // The start takes its part of the wall clock and of the CPU of the thread that writes.
    const wall = Math.max(0.001, taken.wall - startUp.wall)
    const cpu = taken.writer + taken.others
    const alone = Math.max(taken.writer - startUp.writer, taken.others - startUp.others, 0.001)
    print([
      `${load.name}, ${round}`,
      ...[facts, claims, rows].map(number),
      ...[taken.wall, cpu, taken.writer, taken.others].map(seconds),
      ...[facts / wall, facts / alone, claims / wall, rows / wall, taken.peak, statSync(database).size / 2 ** 20].map(
        number,
      ),
    ])
  }
}

try {
  const given = process.argv.slice(2)
  const sizes = given.map(Number).filter((size) => size > 0)
  const names = given.filter((name) => real.some((load) => load.name === name))
  const mapping = join(import.meta.dirname, 'people.yaml')
  const one = join(folder, 'one.csv')
  await writePeople(one, 1)
  const startUp = await tupu(join(folder, 'one.db'), { name: 'one', mapping, files: [one] })
  console.log(
    'A fact is a relation, figure, statement, event or property in the database; claims and other rows are told beside.',
  )
  console.log(
    `Start-up, the import of one row into a new database: ${startUp.wall.toFixed(2)} s. Rates are those after it.`,
  )
  console.log(
    'With two idle cores, the thread that writes and the others run side by side: "facts/s apart" is by the CPU of the busier.\n',
  )
  print([
    ...[
      'load',
      'facts',
      'claims',
      'rows',
      'wall s',
      'CPU s',
      'writer CPU s',
      'other CPU s',
      'facts/s',
      'facts/s apart',
    ],
    ...['claims/s', 'rows/s', 'peak MB', 'database MB'],
  ])
  print(Array(14).fill('---'))
  for (const load of real.filter(({ name }) => (given.length === 0 ? true : names.includes(name)))) {
    const missing = load.files.find((file) => !existsSync(file))
    if (missing) console.log(`Skipped ${load.name}: set TUPU_TEST_DATA to the folder that has it (no ${missing}).`)
    else await measure(load, startUp)
  }
  for (const rows of given.length === 0 ? [1_000_000] : sizes) {
    const file = join(folder, 'people.csv')
    await writePeople(file, rows)
    await measure({ name: `people-${rows}`, mapping, files: [file] }, startUp)
    rmSync(join(folder, `people-${rows}.db`))
  }
} finally {
  rmSync(folder, { recursive: true })
}
