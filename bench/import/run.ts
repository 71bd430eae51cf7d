import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { registry } from './generate.ts'

// Measures how fast records go into a new database: node bench/import/run.ts [facts …]
const sizes = process.argv.slice(2).map(Number)

for (const facts of sizes.length > 0 ? sizes : [100_000, 1_000_000]) {
  const folder = mkdtempSync(join(tmpdir(), 'tupu-bench-'))
  const path = join(folder, 'tupu.db')
  const store = openSqlite({ path, statementTimeout: 5000 })
  try {
    for (const round of ['new', 'again']) {
      const start = performance.now()
      const cpu = process.cpuUsage()
      const session = store.session({ recordedAt: round === 'new' ? '2026-01-01' : '2026-01-02' })
      for (const record of registry(facts)) session.put(record)
      const { relation, entity } = session.commit()
      const seconds = (performance.now() - start) / 1000
      const { user, system } = process.cpuUsage(cpu)
      console.log(
        `${facts} facts and ${entity.added + entity.unchanged} entities, ${round}: ${seconds.toFixed(1)} s (CPU ${((user + system) / 1e6).toFixed(1)} s)`,
        `${Math.round(facts / seconds)} facts/s, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB,`,
        `database ${Math.round(statSync(path).size / 2 ** 20)} MB, ${JSON.stringify(relation)}`,
      )
    }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}
