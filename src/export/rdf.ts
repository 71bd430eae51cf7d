import type { ClaimRecord, EntityRecord, FactRecord, SourceRecord, TupuRecord } from '../records/record.ts'
import { isFact, periodOf } from './facts.ts'
import { entityTypes, propertyTerm, relationTerm, sourceTypes } from './rdf-terms.ts'

/** A text in a language, a date of whatever length, a node of its own, or a text of the type that its term has. */
export type Value = string | { readonly text: string; readonly lang: string } | { readonly date: string } | RdfNode

export type RdfNode = {
  readonly id: string
  readonly types: readonly string[]
  readonly members: readonly (readonly [term: string, value: Value])[]
}

type Given = Value | number | boolean | undefined

const iri = (what: string, key: string) => `urn:tupu:${what}:${key}`
const entityIri = (key: string | undefined) => (key === undefined ? undefined : iri('entity', key))
const sourceIri = (key: string | undefined) => (key === undefined ? undefined : iri('source', key))
const dated = (date: string | undefined) => (date === undefined ? undefined : { date })

/** A node of the members that have a value; a list stands for several of the same term. */
function node(
  id: string,
  types: readonly string[],
  given: Readonly<Record<string, Given | readonly Given[]>>,
): RdfNode {
  const members: [string, Value][] = []
  for (const [term, values] of Object.entries(given)) {
    for (const value of Array.isArray(values) ? (values as Given[]) : [values as Given]) {
      if (value === undefined) continue
      members.push([term, typeof value === 'number' || typeof value === 'boolean' ? String(value) : value])
    }
  }
  return { id, types, members }
}

function texts(text: Partial<Record<string, string | undefined>> | undefined): Value[] {
  return Object.entries(text ?? {}).flatMap(([lang, one]) => (one === undefined ? [] : { text: one, lang }))
}

/** The duration without weeks, for which xsd:duration has no sign. */
const inDays = (duration: string | undefined) =>
  duration?.replace(/(?:(\d+)W)(?:(\d+)D)?$/, (_, weeks: string, days = '0') => `${BigInt(weeks) * 7n + BigInt(days)}D`)

const place = (locator: ClaimRecord['locator']) => ({
  'tupu:line': locator?.line,
  'tupu:start': locator?.start,
  'tupu:end': locator?.end,
  'tupu:quote': locator?.quote,
})

type Evident = Pick<ClaimRecord, 'assertedBy' | 'locator'> & { source?: string | undefined }

const evidence = ({ assertedBy, source, locator }: Evident) => ({
  'prov:wasAttributedTo': entityIri(assertedBy),
  'prov:wasDerivedFrom': sourceIri(source),
  ...place(locator),
})

function entityNode({ key, kind, names, identifiers, lists }: EntityRecord): RdfNode {
  const id = iri('entity', key)
  const shown = new Set<string>()
  const [first, other]: Value[][] = [[], []]
  for (const { text, lang } of names) {
    const list = shown.has(lang) ? other : first
    shown.add(lang)
    list!.push({ text, lang })
  }
  return node(id, entityTypes[kind], {
    'schema:name': first,
    'schema:alternateName': other,
    'tupu:naming': names.map((name, i) =>
      node(`${id}#name-${i}`, ['tupu:Naming', 'prov:Entity'], {
        'schema:name': { text: name.text, lang: name.lang },
        'tupu:nameType': name.type,
        'tupu:position': i,
        ...evidence(name),
      }),
    ),
    'schema:identifier': identifiers?.map(({ scheme, value }, i) =>
      node(`${id}#identifier-${i}`, ['schema:PropertyValue'], {
        'schema:propertyID': scheme,
        'tupu:identifierValue': value,
      }),
    ),
    'tupu:list': lists?.map((list, i) =>
      node(`${id}#list-${i}`, ['tupu:List', 'prov:Entity'], {
        'tupu:listName': list.list,
        'tupu:completeness': list.completeness,
        'tupu:knownFrom': list.knownFrom,
        ...evidence(list),
      }),
    ),
  })
}

function sourceNode(source: SourceRecord): RdfNode {
  return node(iri('source', source.key), sourceTypes(source.kind), {
    'tupu:kind': source.kind,
    'schema:name': source.title,
    'schema:publisher': entityIri(source.publisher),
    'schema:author': source.authors?.map(entityIri),
    'schema:inLanguage': source.language,
    'schema:locationCreated': source.place,
    'schema:datePublished': dated(source.publishedOn),
    'tupu:publishedNotBefore': source.publishedNotBefore,
    'schema:url': source.url,
    'schema:sha256': source.sha256,
    'schema:license': source.licence,
    'prov:hadPrimarySource': sourceIri(source.primarySource),
  })
}

function claimNode(claim: ClaimRecord): RdfNode {
  return node(iri('claim', claim.key!), ['tupu:Claim', 'prov:Entity'], {
    ...evidence(claim),
    'tupu:assertedAs': claim.assertedAs,
    'prov:hadPrimarySource': claim.via?.map(sourceIri),
    'tupu:modality': claim.modality,
    'tupu:printed': claim.printed,
    'tupu:assertedOn': dated(claim.assertedOn),
    'tupu:knownFrom': claim.knownFrom,
    'tupu:knownTo': claim.knownTo,
    'prov:generatedAtTime': claim.recordedAt,
    'prov:invalidatedAtTime': claim.retractedAt,
    'tupu:slot': claim.slot,
  })
}

/** Types and members of a fact itself. */
function content(fact: FactRecord): [types: string[], members: Record<string, Given | readonly Given[]>] {
  switch (fact.record) {
    case 'relation':
      return [
        ['rdf:Statement', 'tupu:Relation'],
        {
          'rdf:subject': entityIri(fact.from),
          'rdf:predicate': relationTerm(fact.kind),
          'rdf:object': entityIri(fact.to),
          'tupu:kind': fact.kind,
          'tupu:toAs': fact.toAs,
          'tupu:title': fact.title,
          'tupu:validFrom': dated(fact.validFrom),
          'tupu:validTo': dated(fact.validTo),
          'tupu:negated': fact.negated ?? false,
          'tupu:product': entityIri(fact.product),
          'tupu:amount': fact.amount,
          'schema:currency': fact.currency,
        },
      ]
    case 'figure': {
      const period = periodOf(fact)
      return [
        ['schema:Observation', 'tupu:Figure'],
        {
          'schema:observationAbout': entityIri(fact.subject),
          'tupu:subjectAs': fact.subjectAs,
          'tupu:metric': fact.metric,
          'tupu:concept': fact.concept,
          'tupu:period': period.label,
          'tupu:periodStart': period.start,
          'tupu:periodEnd': period.end,
          'tupu:periodDuration': inDays(period.duration),
          'schema:value': fact.value,
          'schema:minValue': fact.low,
          'schema:maxValue': fact.high,
          'tupu:outOf': fact.outOf,
          'schema:unitText': fact.unit,
          'schema:currency': fact.currency,
          'tupu:decimals': fact.decimals,
          'tupu:precision': fact.precision,
          'tupu:basis': fact.basis,
          'tupu:scope': texts(fact.scope),
        },
      ]
    }
    case 'statement':
      return [
        ['schema:Statement', 'tupu:Statement'],
        {
          'schema:creator': entityIri(fact.speaker),
          'tupu:speakerTitle': fact.speakerTitle,
          'tupu:speakerAs': fact.speakerAs,
          'schema:about': fact.about?.map(entityIri),
          'tupu:aboutAs': fact.aboutAs,
          'schema:abstract': texts(fact.summary),
          'tupu:condition': texts(fact.condition),
          'schema:dateCreated': dated(fact.saidOn),
        },
      ]
    case 'event':
      return [
        ['schema:Event', 'tupu:Event'],
        {
          'tupu:kind': fact.kind,
          'schema:name': texts(fact.title),
          'tupu:date': dated(fact.date),
          'tupu:datePrecision': fact.datePrecision,
          'tupu:earliest': fact.earliest,
          'tupu:latest': fact.latest,
          'tupu:scope': texts(fact.scope),
          'tupu:participant': fact.participants?.map(({ entity, entityAs, role, amount, currency }, i) =>
            node(`${iri('event', fact.key!)}#participant-${i}`, ['tupu:Participation'], {
              'tupu:entity': entityIri(entity),
              'tupu:entityAs': entityAs,
              'tupu:role': role,
              'tupu:position': i,
              'tupu:amount': amount,
              'schema:currency': currency,
            }),
          ),
        },
      ]
    case 'property': {
      const { name, value, lang } = fact
      return [
        ['rdf:Statement', 'tupu:Property'],
        {
          'rdf:subject': entityIri(fact.subject),
          'rdf:predicate': propertyTerm(name),
          'tupu:propertyName': name,
          'tupu:propertyValue': lang === undefined ? value : { text: value, lang },
        },
      ]
    }
  }
}

/**
 * A record as a node. What a fact says is described, never stated outright: whoever wants it as a plain statement has to
 * look at its claims first, at who makes them and how surely, and whether it is denied. There are no blank nodes.
 */
export function nodeOf(record: TupuRecord): RdfNode {
  if (record.record === 'entity') return entityNode(record)
  if (!isFact(record)) return sourceNode(record)
  const [types, members] = content(record)
  const claims = record.claims.map(claimNode)
  return node(iri(record.record, record.key!), [...types, 'prov:Entity'], { ...members, 'tupu:claim': claims })
}
