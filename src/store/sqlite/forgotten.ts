import type { FullFact } from '../../records/normalise.ts'

/** Stands where somebody was named who was forgotten. */
export const FORGOTTEN = '(forgotten)'

type Gone = (key: string | undefined) => boolean

/** Whether a fact tells of one of the forgotten, other than as the one who asserts it. */
export function tellsOf(fact: FullFact, gone: Gone): boolean {
  switch (fact.record) {
    case 'relation':
      return gone(fact.from) || gone(fact.to) || gone(fact.product)
    case 'figure':
    case 'property':
      return gone(fact.subject)
    case 'statement':
      return gone(fact.speaker) || (fact.about?.some(gone) ?? false)
    case 'event':
      return fact.participants?.some(({ entity }) => gone(entity)) ?? false
  }
}

/** The fact as `forget` leaves it if one of the forgotten asserts it: that somebody does, but not who. */
export function withoutAsserters(fact: FullFact, gone: Gone): FullFact {
  if (!fact.claims.some(({ assertedBy }) => gone(assertedBy))) return fact
  const claims = fact.claims.map((claim) =>
    gone(claim.assertedBy) ? { ...claim, assertedBy: undefined, assertedAs: FORGOTTEN } : claim,
  )
  return { ...fact, claims }
}
