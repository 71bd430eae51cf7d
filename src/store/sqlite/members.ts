import type { FullEntity, Member } from '../../records/normalise.ts'
import type { PropertyRecord } from '../../records/record.ts'
import { Bits } from './bits.ts'
import { TOLD, type WriteContext } from './write-context.ts'

type Owner = { readonly id: number; readonly key: string; readonly kind: string }

/** Tells the entities of a collection apart by their ids, and keeps the codes that they share with others. */
export class Members {
  readonly #context: WriteContext
  /** Those that were given in this session, by collection. */
  readonly #given = new Map<string, Bits>()
  readonly #told
  #codes: PropertyRecord[] = []

  constructor(context: WriteContext) {
    this.#context = context
    this.#told = context.connection
      .prepare<{ id: number; sources: string }, number>(
        `with given as (select s.id from source s where s.key in (select value from json_each(@sources)))
         select exists (select 1 from name where entity_id = @id and source_id in given)
           or exists (select 1 from property p join claim c on c.fact_id = p.id where p.subject_id = @id
             and (c.source_id in given or exists (select 1 from claim_via where claim_id = c.id and source_id in given)))`,
      )
      .pluck()
  }

  add({ within }: Member, id: number): void {
    const given = this.#given.get(within)
    if (given) given.add(id)
    else this.#given.set(within, new Bits().with(id))
  }

  /** Whether a member that has an identifier of an entity is that entity. */
  leads(member: Member, kind: string, position: number, owner: Owner): boolean {
    if (position >= member.sure || owner.kind !== kind) return false
    return position < member.own || !(this.#given.get(member.within)?.has(owner.id) || this.#isTold(member, owner.id))
  }

  /** Whether an entity stands there as another of the same collection. */
  #isTold({ sources }: Member, id: number): boolean {
    this.#context.inserter.flush()
    for (const index of ['name_by_entity', 'property_by_subject', 'claim_by_fact']) this.#context.indexes.need(index)
    return this.#told.get({ id, sources: JSON.stringify(sources) }) === 1
  }

  /** Notes that an identifier of a member is that of another entity already. */
  share({ key, identifiers = [] }: FullEntity, { own, claims }: Member, position: number, other: string): void {
    const { shared } = this.#context.summary
    const { scheme, value } = identifiers[position]!
    const code = `${scheme} ${value}`
    shared.count++
    if (shared.codes.length < TOLD) shared.codes.push([code, key, other])
    if (position >= own)
      this.#codes.push({ record: 'property', subject: key, name: 'CODE', value: code, claims: [...claims] })
  }

  /** The codes that were noted since they were last taken. */
  takeCodes(): readonly PropertyRecord[] {
    const codes = this.#codes
    if (codes.length > 0) this.#codes = []
    return codes
  }
}
