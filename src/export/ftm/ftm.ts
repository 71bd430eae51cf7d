import type { TextFormat } from '../format.ts'
import { linkLines } from './link.ts'
import { idOf, Party, SCHEMAS } from './party.ts'
import { Origins } from './provenance.ts'

/** The parties in their order, but those that have a code before those that share it: the first to come in keeps it. */
function* ownersFirst(parties: readonly Party[]): Generator<Party> {
  const shared = new Set(parties.flatMap((party) => party.sharedCodes))
  const owners = new Map<string, Party>()
  if (shared.size > 0) {
    for (const party of parties) for (const code of party.ownCodes) if (shared.has(code)) owners.set(code, party)
  }
  const seen = new Set<Party>()
  function* withOwners(party: Party): Generator<Party> {
    if (seen.has(party)) return
    seen.add(party)
    for (const code of party.sharedCodes) {
      const owner = owners.get(code)
      if (owner) yield* withOwners(owner)
    }
    yield party
  }
  for (const party of parties) yield* withOwners(party)
}

/**
 * FollowTheMoney, one entity on each line: organisations, persons, what is said of them, and the links between them, with data
 * sets and pages. All that is said of an entity from one origin is one line, so entities are kept until the end.
 */
export const ftm: TextFormat = {
  *write(records, notes) {
    const origins = new Origins(notes)
    const parties = new Map<string, Party>()
    const ids = new Map<string, string>()
    for (const record of records) {
      switch (record.record) {
        case 'source':
          origins.add(record)
          break
        case 'entity':
          if (!SCHEMAS[record.kind]) {
            notes.leaveOut(record, 'products left out')
            break
          }
          parties.set(record.key, new Party(record))
          ids.set(record.key, idOf(record))
          break
        case 'relation':
          for (const line of linkLines(record, (key) => ids.get(key), origins, notes)) yield `${JSON.stringify(line)}\n`
          break
        case 'property': {
          const party = parties.get(record.subject)
          if (party) party.add(record)
          else notes.leaveOut(record, 'properties of products left out')
          break
        }
        default:
          notes.leaveOut(record, `${record.record}s left out`)
      }
    }
    for (const party of ownersFirst([...parties.values()])) {
      for (const line of party.lines(origins, notes)) yield `${JSON.stringify(line)}\n`
    }
  },
}
