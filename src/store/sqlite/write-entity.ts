import { fold, stem } from '../../records/fold.ts'
import type { FullEntity, Member } from '../../records/normalise.ts'
import type { Problem } from '../../records/problem.ts'
import type { EntityRecord } from '../../records/record.ts'
import { isSame } from '../../records/same.ts'
import { label } from '../label.ts'
import { Bits } from './bits.ts'
import { correcting, givenWith, MERGED_RANKS } from './identity.ts'
import { lookup } from './many.ts'
import { Members } from './members.ts'
import { Resolver } from './references.ts'
import { type StoredName, StoredNames } from './stored-names.ts'
import { TOLD, type WriteContext } from './write-context.ts'
import { ListWriter } from './write-lists.ts'

type Evidence = { readonly asserter: number | null; readonly source: number | null; readonly passage: number | null }
type Name = EntityRecord['names'][number]
type Owner = { readonly id: number; readonly key: string; readonly kind: string }
type Found = { readonly id: number; readonly kind: string }

/** More records than this are not remembered. */
const REMEMBERED = 5000

/** More owners of identifiers than this are not remembered. */
const OWNERS = 20_000

const NONE: never[] = []

const NOBODY = { asserter: null, source: null }

const nameOf = (scheme: string, value: string) => `${scheme}\0${value}`

/** Writes entities, and adds to those that are there. */
export class EntityWriter {
  readonly #context: WriteContext
  readonly #once: boolean
  /** What was last given for a key, since a mapping gives the same entity with each of its rows. */
  readonly #last = new Map<string, EntityRecord>()
  /** The rows of keys that were there before and have been given. */
  readonly #keys = new Bits()
  /** Who was given identifiers lately, some of which can't be looked up yet. */
  readonly #fresh = new Map<string, Owner>()
  /** Whether those are all identifiers that there are. */
  #freshIsAll: boolean
  /** Who had the identifiers of this batch before it; null if nobody. */
  readonly #owners = new Map<string, Owner | null>()
  readonly #names: StoredNames
  readonly members: Members
  readonly #givenWith
  readonly #find
  readonly #corrected
  readonly #lists
  readonly #statements

  constructor(context: WriteContext, once: boolean) {
    const { connection } = context
    this.#context = context
    this.#once = once
    this.#names = new StoredNames(context)
    this.members = new Members(context)
    this.#givenWith = givenWith(connection)
    this.#freshIsAll = connection.prepare<[], number>('select exists (select 1 from identifier)').pluck().get() === 0
    this.#find = lookup<Owner & { scheme: string; value: string }>(
      connection,
      (values) => `select i.scheme, i.value, e.id, e.key, e.kind from identifier i join entity e on e.id = i.entity_id
        where i.scheme = ? and i.value in (${values})`,
    )
    this.#corrected = correcting(connection)
    this.#lists = new ListWriter(connection, this.#corrected)
    this.#statements = {
      own: connection.prepare<[string], number>('select id from entity where key = ?').pluck(),
      remove: connection.prepare<[number]>('delete from entity where id = ?'),
      removeMerged: connection.prepare<[number]>('delete from entity where canonical_id = ?'),
      removeIdentifiers: connection.prepare<[number]>('delete from identifier where entity_id = ?'),
      label: connection.prepare<[string, number, string]>('update entity set label = ? where id = ? and label <> ?'),
      owner: connection.prepare<[string, string], Owner>(
        'select e.id, e.key, e.kind from identifier i join entity e on e.id = i.entity_id where i.scheme = ? and i.value = ?',
      ),
      retype: connection.prepare<[string, number]>('update name set type = ? where id = ?'),
      evidence: connection.prepare<[number | null, number | null, number | null, number]>(
        'update name set asserter_id = ?, source_id = ?, passage_id = ? where id = ?',
      ),
    }
  }

  /** Looks up the identifiers of the next batch. */
  load(entities: readonly EntityRecord[]): void {
    this.#owners.clear()
    this.#names.clear()
    const known: number[] = []
    for (const { key } of entities) {
      const row = this.#context.references.entity(key)
      if (row) known.push(row.id)
    }
    this.#names.load(known)
    if (this.#freshIsAll) return
    const bySchema = new Map<string, string[]>()
    for (const { identifiers = NONE } of entities) {
      for (const { scheme, value } of identifiers) {
        const name = nameOf(scheme, value)
        if (this.#fresh.has(name)) continue
        this.#owners.set(name, null)
        const values = bySchema.get(scheme)
        if (values) values.push(value)
        else bySchema.set(scheme, [value])
      }
    }
    for (const [scheme, values] of bySchema) {
      this.#find(values, ({ scheme, value, ...owner }) => this.#owners.set(nameOf(scheme, value), owner), scheme)
    }
  }

  /** Whether this very record has been written lately, so that there is nothing to do. */
  isRepeated(entity: EntityRecord): boolean {
    if (this.#once) return false
    const last = this.#last.get(entity.key)
    if (last && isSame(last, entity)) return true
    if (this.#last.size >= REMEMBERED) this.#last.clear()
    this.#last.set(entity.key, entity)
    return false
  }

  /** Whether the entity, or anything that it is known by, is to be forgotten. */
  isForgotten({ key, identifiers = NONE }: EntityRecord): boolean {
    const context = this.#context
    if (!context.anyForgotten) return false
    return context.isForgotten(key) || identifiers.some(({ scheme, value }) => context.isForgotten(scheme, value))
  }

  /**
   * Finds the entity that the record is of, by its key, else by an identifier, else writes one without names; names follow
   * with `parts`. So what refers to it needn't wait for what it refers to.
   */
  begin(entity: FullEntity): { id: number; isNew: boolean } | Problem {
    const begun = this.#begin(entity)
    if (entity.member && 'id' in begun) this.members.add(entity.member, begun.id)
    return begun
  }

  #begin(entity: FullEntity): { id: number; isNew: boolean } | Problem {
    const { references, summary, ids } = this.#context
    const { key, kind, names, identifiers = NONE, member } = entity
    const known = references.entity(key)
    if (known) return this.#met(entity, known)
    const owners = new Map<number, Owner>()
    for (let i = 0; i < identifiers.length; i++) {
      const owner = this.#owner(identifiers[i]!.scheme, identifiers[i]!.value)
      if (owner && (!member || this.members.leads(member, kind, i, owner))) owners.set(owner.id, owner)
    }
    if (owners.size > 1 && !member) {
      const keys = [...owners.values()].map((owner) => owner.key).sort()
      return { path: ['identifiers'], message: `expected those of one entity, found those of ${keys.join(' and ')}` }
    }
    for (const [owner, { key: met, kind: itsKind }] of owners) {
      if (itsKind !== kind) return { path: ['kind'], message: `expected ${itsKind}, which ${met} is, found ${kind}` }
      const own = ids.entity.next()
      this.#context.add.entity([own, key, kind, label(names), owner])
      references.addEntity(key, { id: owner, kind })
      references.rows.added(key, own)
      summary.entity.changed += this.#context.isGiven('entity', owner) ? 0 : 1
      this.#context.setGiven('entity', owner)
      summary.met.count++
      if (summary.met.pairs.length < TOLD) summary.met.pairs.push([key, met])
      return { id: owner, isNew: false }
    }
    const id = ids.entity.next()
    this.#context.add.entity([id, key, kind, label(names), null])
    references.addEntity(key, { id, kind })
    references.rows.added(key, id)
    for (const { scheme, value } of identifiers) {
      if (!member || !this.#owner(scheme, value)) this.#addIdentifier(scheme, value, { id, key, kind })
    }
    summary.entity.added++
    return { id, isNew: true }
  }

  #met({ key, kind }: EntityRecord, { id, kind: stored }: Found): { id: number; isNew: boolean } | Problem {
    if (stored !== kind)
      return { path: ['kind'], message: `expected ${stored}, which ${key} is already, found ${kind}` }
    if (this.#once) {
      const own = this.#ownRow(key) ?? Number.POSITIVE_INFINITY
      if (own > this.#context.ids.entity.before || this.#keys.has(own)) {
        return { path: ['key'], message: `expected each key once, found ${key} a second time` }
      }
      this.#keys.add(own)
    }
    return { id, isNew: false }
  }

  /** The row of a key itself, not that of the entity which it may lead to. */
  #ownRow(key: string): number | undefined {
    this.#context.inserter.flush()
    this.#context.indexes.need('entity_key')
    return this.#statements.own.get(key)
  }

  /** The entity that what is given under a key belongs to, which may be merged into the other. */
  #given(key: string, id: number): number {
    if (!this.#givenWith) return id
    this.#context.indexes.need('entity_key')
    return this.#givenWith(key) ?? id
  }

  /** To be called at the end of a batch. */
  written(): void {
    if (this.#fresh.size >= OWNERS) this.#forgetOwners()
  }

  #forgetOwners(): void {
    this.#context.inserter.flush()
    this.#fresh.clear()
    this.#freshIsAll = false
    this.#owners.clear()
  }

  /** The entity that has an identifier. */
  #owner(scheme: string, value: string): Owner | undefined {
    const name = nameOf(scheme, value)
    const fresh = this.#fresh.get(name)
    if (fresh || this.#freshIsAll) return fresh
    const known = this.#owners.get(name)
    return known === undefined ? this.#statements.owner.get(scheme, value) : (known ?? undefined)
  }

  /** Writes names, identifiers and lists; if anything that they refer to is missing, writes nothing and reports it. */
  parts(id: number, isNew: boolean, given: FullEntity): Resolver {
    const unwanted = given.spare && !isNew && this.#names.of(id).length > 0
    const entity: EntityRecord = unwanted ? { ...given, names: [] } : given
    const { references, passages, summary, recordedAt, isGone } = this.#context
    const resolver = new Resolver(references, isGone)
    const found = (list: 'names' | 'lists') =>
      (entity[list] ?? NONE).map((item, i) =>
        item.assertedBy === undefined && item.source === undefined
          ? NOBODY
          : {
              asserter: resolver.entity(item.assertedBy, [list, i], 'assertedBy'),
              source: resolver.source(item.source, [list, i], 'source'),
            },
      )
    const names = found('names')
    const lists = found('lists')
    if (!isNew && !given.member) resolver.wrong.push(...this.#conflicts(id, entity))
    if (!resolver.fine) return resolver

    const evidence = ({ asserter, source }: Omit<Evidence, 'passage'>, locator: Name['locator']) =>
      source === null
        ? { asserter, source, passage: null }
        : { asserter, source, passage: passages.id(source, locator) }
    const who = names.map((one, i) => evidence(one, entity.names[i]!.locator))
    const own = isNew ? id : this.#given(entity.key, id)
    let changed = isNew ? this.#addNames(id, entity.names, who, 0) : this.#joinNames(id, own, entity.names, who)
    if (!isNew) changed = this.#addIdentifiers(id, entity) || changed
    if (given.member) this.#share(id, given, given.member)
    for (const [i, { list, completeness, source, locator, knownFrom }] of (entity.lists ?? NONE).entries()) {
      const { asserter, source: source_id, passage } = evidence(lists[i]!, locator)
      const from = knownFrom ?? references.knownFrom(source, recordedAt)
      this.#context.inserter.flush()
      const row = { entity: own, list, completeness, asserter, source: source_id, passage, from }
      if (this.#lists.write(row)) changed = true
    }
    if (!isNew && !this.#context.isGiven('entity', own)) summary.entity[changed ? 'changed' : 'unchanged']++
    this.#context.setGiven('entity', own)
    return resolver
  }

  /** Takes back what `begin` wrote. */
  abandon(id: number): void {
    this.#forgetOwners()
    this.#names.clear()
    this.#context.indexes.need('identifier_by_entity')
    this.#statements.removeIdentifiers.run(id)
    this.#statements.remove.run(id)
  }

  /** Takes back the keys that lead to an entity which was abandoned. */
  abandonMerged(id: number): void {
    this.#statements.removeMerged.run(id)
  }

  #conflicts(id: number, { key, identifiers = NONE }: EntityRecord): Problem[] {
    return identifiers.flatMap(({ scheme, value }, i): Problem[] => {
      const owner = this.#owner(scheme, value)
      if (!owner || owner.id === id) return []
      const leads = this.#ownRow(key) !== id
      const advice = leads ? `; tupu split ${key} frees the key, which leads to another` : ''
      return [
        { path: ['identifiers', i], message: `${scheme} ${value} is that of entity ${owner.key} already${advice}` },
      ]
    })
  }

  #share(id: number, entity: FullEntity, member: Member): void {
    for (const [i, { scheme, value }] of (entity.identifiers ?? NONE).entries()) {
      const owner = this.#owner(scheme, value)
      if (owner && owner.id !== id) this.members.share(entity, member, i, owner.key)
    }
  }

  #addIdentifiers(id: number, { key, kind, identifiers = NONE }: EntityRecord): boolean {
    let changed = false
    for (const { scheme, value } of identifiers) {
      if (this.#owner(scheme, value)) continue
      this.#addIdentifier(scheme, value, { id, key, kind })
      changed = true
    }
    return changed
  }

  #addIdentifier(scheme: string, value: string, owner: Owner): void {
    this.#context.add.identifier([scheme, value, owner.id])
    this.#fresh.set(nameOf(scheme, value), owner)
  }

  #addNames(id: number, names: readonly Name[], who: readonly Evidence[], firstRank: number): boolean {
    const { add, ids } = this.#context
    for (let i = 0; i < names.length; i++) {
      const { text, lang, type } = names[i]!
      const { asserter, source, passage } = who[i]!
      const folded = fold(text)
      const rank = firstRank + i
      add.name([ids.name.next(), id, rank, text, lang, type, folded, stem(folded), asserter, source, passage])
    }
    return names.length > 0
  }

  /**
   * Appends the names that are new, and corrects those that were given with the entity `own`: the first to tell in a session is
   * believed. Names of others that are merged with it stay as they were given.
   */
  #joinNames(id: number, own: number, names: readonly Name[], who: readonly Evidence[]): boolean {
    const stored = this.#names.of(id)
    const free = new Set(stored)
    const find = (name: Name, fits: (one: StoredName) => boolean) => {
      const found = stored.find((one) => free.has(one) && one.text === name.text && one.lang === name.lang && fits(one))
      if (found) free.delete(found)
      return found
    }
    const exact = names.map((name) => find(name, (one) => one.owner === own && one.type === name.type))
    const fresh: number[] = []
    const types = new Map<StoredName, Name['type']>()
    const first = !this.#context.isGiven('entity', own)
    let changed = false
    for (const [i, name] of names.entries()) {
      const found = exact[i] ?? find(name, (one) => one.owner === own)
      if (!found) {
        if (find(name, () => true)) continue
        // The same text once more, which only a later record of this session can be.
        if (first || !stored.some((one) => one.text === name.text && one.lang === name.lang)) fresh.push(i)
        continue
      }
      if (!first) continue
      if (found.type !== name.type) {
        this.#names.changed(id)
        this.#statements.retype.run(name.type, found.id)
        types.set(found, name.type)
        changed = true
      }
      if (!this.#correct(found, who[i]!)) continue
      this.#names.changed(id)
      changed = true
    }
    if (fresh.length === 0 && types.size === 0) return changed
    // The names of what was merged into it stay behind its own.
    const unmerged = stored.filter(({ rank }) => rank < MERGED_RANKS)
    const merged = stored.filter(({ rank }) => rank >= MERGED_RANKS)
    const pick = <T>(list: readonly T[]) => fresh.map((i) => list[i]!)
    const last = unmerged.reduce((rank, one) => Math.max(rank, one.rank), -1)
    this.#addNames(id, pick(names), pick(who), last + 1)
    this.#names.changed(id)
    // The entity itself may be waiting to be inserted.
    if (id > this.#context.ids.entity.before) this.#context.inserter.flush()
    const typed = (one: StoredName): Name => ({ ...one, type: types.get(one) ?? one.type })
    const shown = label([...unmerged.map(typed), ...pick(names), ...merged.map(typed)])
    this.#statements.label.run(shown, id, shown)
    return true
  }

  /** Evidence is added where there was none, and moved within its source; that of another source stays. */
  #correct(name: StoredName, { asserter, source, passage }: Evidence): boolean {
    if (asserter === null && source === null) return false
    const none = name.asserter_id === null && name.source_id === null
    if (!none && name.source_id !== source) return false
    if (name.asserter_id === asserter && name.source_id === source && name.passage_id === passage) return false
    this.#context.inserter.flush()
    if (name.asserter_id !== asserter) this.#corrected('name.asserter_id', name.id)
    this.#statements.evidence.run(asserter, source, passage, name.id)
    return true
  }
}
