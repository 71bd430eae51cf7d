import type { Problem } from '../../records/problem.ts'
import type { DecisionRecord, RedirectRecord } from '../../records/record.ts'
import { StoreError } from '../error.ts'
import { mergeEntities } from './identity.ts'
import type { WriteContext } from './write-context.ts'

/** A decision on its way into the store. */
export type DecisionItem<Decision = DecisionRecord> = {
  readonly seq: number
  readonly given: Decision
  readonly place: string | undefined
}

type Row = { id: number; key: string; kind: string; label: string; canonical_id: number | null }

/** Writes what was decided about records: tombstones at once, redirects when all that they may refer to is there. */
export class DecisionWriter {
  readonly #context: WriteContext
  readonly #redirects: DecisionItem<RedirectRecord>[] = []
  readonly #named
  readonly #numbered

  constructor(context: WriteContext) {
    this.#context = context
    this.#named = context.connection.prepare<[string], Row>('select * from entity where key = ?')
    this.#numbered = context.connection.prepare<[number], Row>('select * from entity where id = ?')
  }

  take({ seq, given, place }: DecisionItem): void {
    if (given.record === 'redirect') this.#redirects.push({ seq, given, place })
    else {
      const isNew = this.#context.bury(given.hash, given.forgottenAt)
      this.#context.summary.tombstone[isNew ? 'added' : 'unchanged']++
    }
  }

  finish(refuse: (item: DecisionItem, problems: readonly Problem[]) => void): void {
    for (const item of this.#redirects) {
      const problem = this.#redirect(item.given)
      if (problem) refuse(item, [problem])
    }
  }

  #redirect({ key, to, mergedAt }: RedirectRecord): Problem | undefined {
    const { connection, summary, recordedAt, ids } = this.#context
    const wrong = (path: 'key' | 'to', message: string): Problem => ({ path: [path], message })
    if (this.#context.isForgotten(key) || this.#context.isForgotten(to)) {
      summary.forgotten++
      return undefined
    }
    const named = this.#named.get(to)
    if (!named) return wrong('to', `there is no entity with the key ${to}`)
    const target = named.canonical_id === null ? named : this.#numbered.get(named.canonical_id)!
    const lost = this.#named.get(key)
    if (lost?.id === target.id) return wrong('to', `expected another entity than ${key}, found that itself`)
    if (lost?.canonical_id === target.id) {
      summary.redirect.unchanged++
      return undefined
    }
    if (lost && lost.canonical_id !== null) {
      const other = this.#numbered.get(lost.canonical_id)!.key
      return wrong('to', `${key} leads to ${other} already, not to ${to}; tupu split ${key} first`)
    }
    if (!lost) {
      const row = [ids.entity.next(), key, target.kind, target.label, target.id]
      connection.prepare('insert into entity (id, key, kind, label, canonical_id) values (?, ?, ?, ?, ?)').run(...row)
    } else {
      try {
        mergeEntities(connection, key, target.key, mergedAt ?? recordedAt)
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        return wrong('to', error.message)
      }
    }
    summary.redirect.added++
    return undefined
  }
}
