import { claimKey } from './keys.ts'
import type { Path, Problem } from './problem.ts'
import type { ClaimRecord } from './record.ts'

/** A claim with its key; where `seen`, the source is read again and again, and `assertedOn` is when it was last seen to say so. */
export type FullClaim = ClaimRecord & { key: string; seen?: true }

/** A fact of a source that is read again and again. */
export const asSeen = <Fact extends { claims: FullClaim[] }>(fact: Fact): Fact => ({
  ...fact,
  claims: fact.claims.map((claim) => ({ ...claim, seen: true as const })),
})

type Locator = NonNullable<ClaimRecord['locator']>

/** What is wrong with a place in a source. */
export function locatorProblems(locator: Locator | undefined, path: Path): Problem[] {
  if (!locator) return []
  const { line, start, end, quote } = locator
  const wrong = (message: string): Problem[] => [{ path, message }]
  if (line === undefined && quote === undefined) return wrong('expected a line or a quote, found neither')
  if ((start === undefined) !== (end === undefined)) return wrong('expected start and end together, found only one')
  if (start === undefined || end === undefined) return []
  if (line === undefined) return wrong('expected a line with start and end, found none')
  if (start >= end) return wrong(`expected start before end (end is not included), found ${start} and ${end}`)
  return []
}

function claimProblems(claim: ClaimRecord, path: Path): Problem[] {
  const problems = claim.locator ? locatorProblems(claim.locator, [...path, 'locator']) : []
  if (claim.assertedBy === undefined && claim.assertedAs === undefined) {
    problems.push({ path, message: 'say who asserts it: assertedBy, or assertedAs for somebody unnamed' })
  }
  if (claim.assertedBy !== undefined && claim.assertedAs !== undefined) {
    problems.push({ path, message: 'expected assertedBy or assertedAs, found both' })
  }
  if (claim.via?.includes(claim.source)) {
    problems.push({ path: [...path, 'via'], message: `expected the sources behind ${claim.source}, found itself` })
  }
  if (claim.via && new Set(claim.via).size !== claim.via.length) {
    problems.push({ path: [...path, 'via'], message: 'expected each source once, found one twice' })
  }
  if (claim.knownFrom !== undefined && claim.knownTo !== undefined && claim.knownTo <= claim.knownFrom) {
    problems.push({
      path: [...path, 'knownTo'],
      message: `expected an instant after knownFrom, found ${claim.knownTo}`,
    })
  }
  if (claim.recordedAt !== undefined && claim.retractedAt !== undefined && claim.retractedAt < claim.recordedAt) {
    problems.push({
      path: [...path, 'retractedAt'],
      message: `expected an instant no earlier than recordedAt, found ${claim.retractedAt}`,
    })
  }
  return problems
}

/** What is wrong with the claims of one fact. */
export function claimsProblems(claims: readonly ClaimRecord[]): Problem[] {
  if (claims.length === 1) return claimProblems(claims[0]!, ['claims', 0])
  return claims.flatMap((claim, i) => claimProblems(claim, ['claims', i]))
}

/** The claims with their keys, and a problem for each that can't be told from an earlier one. */
export function fullClaims(fact: string, claims: readonly ClaimRecord[]): { claims: FullClaim[]; problems: Problem[] } {
  if (claims.length === 1) {
    const [claim] = claims as [ClaimRecord]
    return { claims: [{ ...claim, key: claim.key ?? claimKey(fact, claim) }], problems: [] }
  }
  const seen = new Map<string, number>()
  const problems: Problem[] = []
  const full = claims.map((claim, i) => {
    const key = claim.key ?? claimKey(fact, claim)
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, i)
    else {
      const message = `expected a claim of its own, found the same as claims[${earlier}]: leave it out, or give both a key`
      problems.push({ path: ['claims', i], message })
    }
    return { ...claim, key }
  })
  return { claims: full, problems }
}
