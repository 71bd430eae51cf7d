import { LINKS } from '../../records/ftm.ts'
import { problemsOf } from '../../records/issues.ts'
import { inField, type Path } from '../../records/problem.ts'
import { take } from '../../records/take.ts'
import type { Imported, Listener } from '../imported.ts'
import { Recent } from '../map/recent.ts'
import { ndjsonRows } from '../rows/ndjson.ts'
import { entityRecords, KINDS } from './entity.ts'
import { type FtmLine, ftmLine, Properties } from './line.ts'
import { linkRecords } from './link.ts'
import { Lost } from './lost.ts'
import { provenanceOf } from './provenance.ts'

/** The records that one line says. */
function recordsOf(line: FtmLine, name: string, lost: Lost) {
  const properties = new Properties(line)
  if (!(Object.hasOwn(KINDS, line.schema) || Object.hasOwn(LINKS, line.schema))) {
    lost.add(`entity of the schema ${line.schema}`)
    return []
  }
  const provenance = provenanceOf(line, properties, name, lost)
  const records = Object.hasOwn(KINDS, line.schema)
    ? entityRecords(line, properties, provenance, lost)
    : linkRecords(line, properties, provenance, lost)
  for (const property of properties.left) lost.add(`${line.schema}.${property}`)
  return [...provenance.sources, ...records]
}

/** The records of a dump of FollowTheMoney, one entity on each line. What can't be kept is counted and told at the end. */
export async function* ftmRecords(
  text: AsyncIterable<Buffer>,
  name: string,
  listener: Listener,
): AsyncGenerator<Imported[]> {
  const lost = new Lost()
  const recent = new Recent()
  for await (const rows of ndjsonRows(text, name, listener.onProblem)) {
    const found: Imported[] = []
    for (const { line: number, row } of rows) {
      const place = (_: Path) => `${name}:${number}`
      const result = ftmLine.safeParse(row)
      if (!result.success) {
        for (const problem of problemsOf(result.error.issues, row))
          listener.onProblem(`${name}:${number}: ${inField(problem)}`)
        continue
      }
      const all = recordsOf(result.data, name, lost).map((record) => take(record, place))
      const problems = all.flatMap((one) => ('problems' in one ? one.problems : []))
      for (const problem of problems) listener.onProblem(problem)
      if (problems.length > 0) continue
      for (const one of all) {
        if ('problems' in one || (one.record.record === 'source' && recent.again(one.record))) continue
        found.push({ ...one, full: true })
      }
    }
    yield found
  }
  for (const note of lost.notes(name)) listener.onNote?.(note)
}
