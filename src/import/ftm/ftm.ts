import { LINKS } from '../../records/ftm.ts'
import { problemsOf } from '../../records/issues.ts'
import { asSeen, type FullRecord, type Member } from '../../records/normalise.ts'
import { inField, type Path } from '../../records/problem.ts'
import type { TupuRecord } from '../../records/record.ts'
import { take } from '../../records/take.ts'
import type { Imported, Listener } from '../imported.ts'
import { Recent } from '../map/recent.ts'
import { ndjsonRows } from '../rows/ndjson.ts'
import { entityRecords, KINDS } from './entity.ts'
import { type FtmLine, ftmLine, Properties } from './line.ts'
import { linkRecords } from './link.ts'
import { Lost } from './lost.ts'
import { provenanceOf } from './provenance.ts'

/** Records of lines without a name that are kept back until the others have come in. */
const KEPT_BACK = 10_000

/** What one line says, and whether the entity has a name there, or needs none. */
type Said = { readonly records: TupuRecord[]; readonly named: boolean; readonly member?: Member | undefined }

function recordsOf(line: FtmLine, name: string, lost: Lost): Said {
  const properties = new Properties(line)
  if (!(Object.hasOwn(KINDS, line.schema) || Object.hasOwn(LINKS, line.schema))) {
    lost.add(`entity of the schema ${line.schema}`)
    return { records: [], named: true }
  }
  const provenance = provenanceOf(line, properties, name, lost)
  const said: Said = Object.hasOwn(KINDS, line.schema)
    ? entityRecords(line, properties, provenance, name, lost)
    : { records: linkRecords(line, properties, provenance, lost), named: true }
  for (const property of properties.left) lost.add(`${line.schema}.${property}`)
  return { ...said, records: [...provenance.sources, ...said.records] }
}

/** A record with what holds for those of a dump: an id is one entity, and links may lead out of what is kept. */
function inDump(record: FullRecord, { member, named }: Said): FullRecord {
  if (record.record === 'source') return record
  if (record.record === 'relation') return { ...asSeen(record), loose: true }
  if (record.record !== 'entity') return asSeen(record)
  return named ? { ...record, member } : { ...record, member, spare: true }
}

/**
 * The records of a dump of FollowTheMoney, one entity on each line. What can't be kept is counted and told at the end. Lines
 * without a name come last: only there can it be told whether others name the entity.
 */
export async function* ftmRecords(
  text: AsyncIterable<Buffer>,
  name: string,
  listener: Listener,
): AsyncGenerator<Imported[]> {
  const lost = new Lost()
  const recent = new Recent()
  let keptBack: Imported[] = []
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
      const said = recordsOf(result.data, name, lost)
      const all = said.records.map((record) => take(record, place))
      const problems = all.flatMap((one) => ('problems' in one ? one.problems : []))
      for (const problem of problems) listener.onProblem(problem)
      if (problems.length > 0) continue
      for (const one of all) {
        if ('problems' in one || (one.record.record === 'source' && recent.again(one.record))) continue
        const list = said.named || one.record.record === 'source' ? found : keptBack
        list.push({ ...one, record: inDump(one.record, said), full: true })
      }
    }
    yield found
    if (keptBack.length < KEPT_BACK) continue
    yield keptBack
    keptBack = []
  }
  yield keptBack
  for (const note of lost.notes(name)) listener.onNote?.(note)
}
