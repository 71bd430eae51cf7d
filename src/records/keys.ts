import { digest } from './canonical.ts'
import type { ClaimRecord, FactRecord } from './record.ts'

const hyphenated = (word: string) => word.toLowerCase().replaceAll('_', '-')

/** The party that a fact is filed under, and what sort of fact it is. */
function filedUnder(fact: FactRecord): [party: string | undefined, sort: string] {
  switch (fact.record) {
    case 'relation':
      return [fact.from, fact.kind]
    case 'figure':
      return [fact.subject, fact.metric]
    case 'statement':
      return [fact.speaker, 'statement']
    case 'event':
      return [fact.participants?.find((p) => p.entity)?.entity, fact.kind]
    case 'property':
      return [fact.subject, fact.name]
  }
}

/**
 * The key of a fact that was given none: `<party>.<sort>.<digest>`. It depends on all that the fact says but not on
 * who claims it, so that it stays the same at every import.
 */
export function factKey(fact: FactRecord): string {
  const { key: _key, claims: _claims, ...content } = fact
  const [party, sort] = filedUnder(fact)
  return `${party ?? 'unknown'}.${hyphenated(sort)}.${digest(content)}`
}

/** The key of a claim that was given none: it depends on who asserts the fact, where, and how surely. */
export function claimKey(fact: string, claim: ClaimRecord): string {
  const { line, start, end } = claim.locator ?? {}
  const place = [line ?? null, start ?? null, end ?? null]
  const via = claim.via ?? []
  const who = [claim.assertedBy ?? null, claim.assertedAs ?? null]
  return `${fact}.c-${digest([...who, claim.source, via, ...place, claim.modality])}`
}
