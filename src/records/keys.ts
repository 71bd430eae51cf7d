import { canonicalJson, digest, membersJson } from './canonical.ts'
import type { ClaimRecord, FactRecord } from './record.ts'

/** There are only some dozens of sorts. */
const sorts = new Map<string, string>()

function hyphenated(word: string): string {
  let known = sorts.get(word)
  if (known === undefined) {
    known = word.toLowerCase().replaceAll('_', '-')
    sorts.set(word, known)
  }
  return known
}

/** A fact is the same whatever key it was given and whoever claims it. */
const ASIDE = ['key', 'claims']

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
  const [party, sort] = filedUnder(fact)
  return `${party ?? 'unknown'}.${hyphenated(sort)}.${digest(membersJson(fact, ASIDE))}`
}

const NONE: readonly string[] = []

/** The key of a claim that was given none: it depends on who asserts the fact, where, and how surely. */
export function claimKey(fact: string, claim: ClaimRecord): string {
  const { assertedBy = null, assertedAs = null, source, via = NONE, locator, modality } = claim
  const { line = null, start = null, end = null } = locator ?? {}
  const json = canonicalJson
  const who = `${json(assertedBy)},${json(assertedAs)},${json(source)}`
  return `${fact}.c-${digest(`[${who},${json(via)},${line},${start},${end},${json(modality)}]`)}`
}

/** The key of a claim beside another that would have the same: it also depends on what is written there. */
export function claimKeyApart(fact: string, claim: ClaimRecord): string {
  const { printed = null, assertedOn = null, slot = null, locator } = claim
  const said = [printed, assertedOn, slot, locator?.quote ?? null].map(canonicalJson)
  return `${fact}.c-${digest(`[${canonicalJson(claimKey(fact, claim))},${said}]`)}`
}
