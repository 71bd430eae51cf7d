import type { ClaimRecord, SourceRecord } from '../../src/records/record.ts'
import { countryOf, foundedOnOf, industriesOf, influenceOf, modalityOf } from './attributes.ts'
import { connectionField } from './edges.ts'
import { idOf } from './ids.ts'
import { claimsOf, list, listsOf, producer } from './lists.ts'
import { descriptionIn, type Language, type Localized, nameIn, textIn } from './names.ts'
import type { View } from './view.ts'
import { byCodePoint, type Entity, type Fact, type Source, type Thing } from './world.ts'

/** What graphql-js reads fields from: values, or functions of (args, context, info). */
export type Fields = Record<string, unknown>
type InLanguage = { lang?: Language | null }

export const all = (view: View, things: readonly Thing[]) => things.map((thing) => fieldsOf(view, thing))
export const maybe = (view: View, thing: Thing | null) => thing && fieldsOf(view, thing)

const localized = (text: Localized | undefined) => (args: InLanguage) => textIn(text, args.lang)

function entityFields(view: View, entity: Entity): Fields {
  const { world } = view
  const { record } = entity
  const identifiers = [...(record.identifiers ?? [])]
  identifiers.sort((a, b) => byCodePoint(a.scheme, b.scheme) || byCodePoint(a.value, b.value))
  return {
    kind: record.kind,
    influence: () => influenceOf(view, entity),
    name: (args: InLanguage) => nameIn(entity, args.lang),
    names: record.names.map((name) => ({
      ...name,
      assertedBy: () => maybe(view, world.entity(name.assertedBy)),
      source: () => maybe(view, world.source(name.source)),
    })),
    description: (args: InLanguage) => descriptionIn(view, entity, args.lang),
    identifiers,
    country: () => countryOf(view, entity),
    foundedOn: () => foundedOnOf(view, entity),
    industries: () => industriesOf(view, entity),
    producer: () => maybe(view, producer(view, entity)),
  }
}

function claimFields(view: View, record: ClaimRecord, fact: Fact): Fields {
  return {
    ...record,
    fact: () => fieldsOf(view, fact),
    assertedBy: () => maybe(view, view.world.entity(record.assertedBy)),
    source: () => maybe(view, view.world.source(record.source)),
    via: () =>
      all(
        view,
        (record.via ?? []).map((key) => view.world.source(key)!),
      ),
  }
}

function sourceFields(view: View, record: SourceRecord): Fields {
  return {
    ...record,
    publisher: () => maybe(view, view.world.entity(record.publisher)),
    authors: () =>
      all(
        view,
        (record.authors ?? []).map((key) => view.world.entity(key)!),
      ),
    primarySource: () => maybe(view, view.world.source(record.primarySource)),
  }
}

function factFields(view: View, fact: Fact): Fields {
  const entity = (key: string | undefined) => () => maybe(view, view.world.entity(key))
  const common = { ...fact.record, modality: () => modalityOf(view, fact) }
  switch (fact.type) {
    case 'Relation': {
      const { from, to, product, negated } = fact.record
      return { ...common, from: entity(from), to: entity(to), product: entity(product), negated: negated ?? false }
    }
    case 'Figure': {
      const { subject, basis, scope } = fact.record
      return { ...common, subject: entity(subject), basis: basis ?? 'AS_REPORTED', scope: localized(scope) }
    }
    case 'Statement': {
      const { speaker, about, summary, condition } = fact.record
      const things = () =>
        all(
          view,
          (about ?? []).map((key) => view.world.entity(key)!),
        )
      return {
        ...common,
        speaker: entity(speaker),
        about: things,
        summary: localized(summary),
        condition: localized(condition),
      }
    }
    case 'Event': {
      const { title, scope, participants } = fact.record
      const claims = () => all(view, claimsOf(view, [fact]))
      const part = (p: NonNullable<typeof participants>[number]) => ({ ...p, entity: entity(p.entity), claims })
      return {
        ...common,
        title: localized(title),
        scope: localized(scope),
        participants: (participants ?? []).map(part),
      }
    }
    case 'Property':
      return { ...common, subject: entity(fact.record.subject) }
  }
}

function own(view: View, thing: Thing): Fields {
  if (thing.type === 'Claim') return claimFields(view, thing.record, thing.fact)
  if (thing.type === 'Source') return sourceFields(view, (thing as Source).record)
  if ('claims' in thing) return factFields(view, thing)
  return entityFields(view, thing as Entity)
}

/** A thing as the fields of its GraphQL object, seen under a view. */
export function fieldsOf(view: View, thing: Thing): Fields {
  const fields: Fields = { ...own(view, thing), __typename: thing.type, id: idOf(view, thing), key: thing.key }
  for (const name of Object.keys(listsOf[thing.type] ?? {})) {
    fields[name] = connectionField(view, name, thing, () => list(view, thing, name))
  }
  return fields
}
