import type { KnownClaim } from '../../records/normalise.ts'
import type { Path } from '../../records/problem.ts'
import { FOREVER } from '../../records/values.ts'
import { firstDay } from '../rows.ts'
import type { Resolver } from './references.ts'
import type { WriteContext } from './write-context.ts'

/** The ids of what a claim refers to. */
export type ClaimIds = {
  readonly asserter: number | null
  readonly source: number | null
  readonly via: (number | null)[]
}

/** Finds what the claim refers to, and notes what is missing or wrong. */
export function resolveClaim(claim: KnownClaim, resolver: Resolver, path: Path): ClaimIds {
  if (claim.knownTo !== undefined && claim.knownTo <= claim.knownFrom) {
    const message = `expected an instant after ${claim.knownFrom}, from when the claim is known, found ${claim.knownTo}`
    resolver.wrong.push({ path: [...path, 'knownTo'], message })
  }
  return {
    asserter: resolver.entity(claim.assertedBy, [...path, 'assertedBy']),
    source: resolver.source(claim.source, [...path, 'source']),
    via: (claim.via ?? []).map((key, i) => resolver.source(key, [...path, 'via', i])),
  }
}

/** Writes a claim of a fact; if its key is taken, returns the key of the fact that has that claim. */
export function writeClaim(context: WriteContext, fact: number, claim: KnownClaim, ids: ClaimIds): string | undefined {
  const { inserter, passages, claimOwner } = context
  const row = {
    key: claim.key,
    fact_id: fact,
    asserter_id: ids.asserter,
    asserted_as: claim.assertedAs ?? null,
    source_id: ids.source,
    passage_id: passages.id(ids.source, claim.locator),
    modality: claim.modality,
    printed: claim.printed ?? null,
    asserted_on: claim.assertedOn ?? null,
    asserted_day: firstDay(claim.assertedOn),
    known_from: claim.knownFrom,
    known_to: claim.knownTo ?? FOREVER,
    recorded_at: claim.recordedAt,
    retracted_at: claim.retractedAt ?? null,
  }
  let id: number
  try {
    id = inserter.insert('claim', row)
  } catch (error) {
    // Asking only now saves a look-up for each of the many claims whose key is free.
    const owner = claimOwner.get(claim.key)
    if (owner === undefined) throw error
    return owner
  }
  for (const [position, source_id] of ids.via.entries()) {
    inserter.insert('claim_via', { claim_id: id, position, source_id })
  }
  return undefined
}
