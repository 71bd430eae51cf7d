import { datasetKey } from '../../records/ftm.ts'
import type { TupuRecord } from '../../records/record.ts'
import { NoSuchKey } from '../store.ts'
import { Bits } from './bits.ts'
import type { Endings, OpenClaim } from './endings.ts'
import type { WriteContext } from './write-context.ts'

const columns = 'id, key, fact_id, known_from, known_to, recorded_at, retracted_at'
const AT_ONCE = 1000

/** Ends the claims that records of this session left out, and those that sources, if given `whole`, don't say any more. */
export function retract(context: WriteContext, endings: Endings, sources: readonly string[], whole: boolean): void {
  const touched = new Bits()
  for (const claim of leftOut(context, sources, whole)) {
    const problem = endings.problem(claim)
    if (problem) throw new RangeError(`recordedAt: ${problem}`)
    endings.end(claim)
    touched.add(claim.fact_id)
  }
  const standing = context.connection.prepare<[number], { kind: string; open: number }>(
    `select kind, exists (select 1 from claim where fact_id = f.id and retracted_at is null) as open
     from fact f where id = ?`,
  )
  for (const fact of touched) {
    endings.refresh(fact)
    const { kind, open } = standing.get(fact)!
    const outcome = context.summary[kind.toLowerCase() as Exclude<TupuRecord['record'], 'entity' | 'source'>]
    if (!open) outcome.retracted++
    else if (context.given.fact.has(fact) && !context.changedFacts.has(fact)) {
      outcome.unchanged--
      outcome.changed++
    }
  }
}

function* leftOut(context: WriteContext, sources: readonly string[], whole: boolean): Generator<OpenClaim> {
  const { connection, given, absent, ids } = context
  const one = connection.prepare<[number], OpenClaim>(`select ${columns} from claim where id = ?`)
  for (const id of absent) {
    const claim = given.claim.has(id) ? undefined : one.get(id)
    if (claim && claim.retracted_at === null) yield claim
  }
  const next = connection.prepare<[number, string, number], OpenClaim>(
    `select ${columns} from claim where source_id = ? and key > ? and id <= ? order by key limit ${AT_ONCE}`,
  )
  for (const key of sources) {
    const source = context.references.source(key) ?? context.references.source(datasetKey(key))
    if (!source) throw new NoSuchKey('source', key)
    if (!whole) continue
    for (let last = ''; ; ) {
      const claims = next.all(source.id, last, ids.claim.before)
      if (claims.length === 0) break
      last = claims.at(-1)!.key
      for (const claim of claims) if (claim.retracted_at === null && !given.claim.has(claim.id)) yield claim
    }
  }
}
