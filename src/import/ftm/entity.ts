import { TEXTS, TYPES } from '../../records/ftm.ts'
import type { Member } from '../../records/normalise.ts'
import type { EntityRecord, PropertyRecord, TupuRecord } from '../../records/record.ts'
import { keyOfId } from '../../records/slug.ts'
import { isBlank } from '../../records/values.ts'
import { identifiersOf } from './identifiers.ts'
import { languageOf } from './language.ts'
import type { FtmLine, Properties } from './line.ts'
import type { Lost } from './lost.ts'
import { dayOf, type Provenance } from './provenance.ts'

/** The kinds of entity, by schema. */
export const KINDS: Readonly<Record<string, EntityRecord['kind']>> = {
  Company: 'COMPANY',
  Organization: 'INSTITUTION',
  Person: 'PERSON',
  ...TYPES,
}

const NAMES = [
  ['name', 'OFFICIAL'],
  ['alias', 'ALIAS'],
  ['weakAlias', 'ALIAS'],
  ['abbreviation', 'ACRONYM'],
  ['previousName', 'FORMER'],
] as const

type Said = { readonly text: string; readonly type: EntityRecord['names'][number]['type'] }

const saidNames = (properties: Properties): Said[] =>
  NAMES.flatMap(([property, type]) => properties.all(property).map((text) => ({ text, type })))

/** What a line without a name may be called by if no other line names it. */
function spareName({ caption = '', id }: FtmLine): Said {
  return { text: isBlank(caption) ? id : caption.trim(), type: 'ALIAS' }
}

function inFull(found: readonly Said[], source: string): EntityRecord['names'] {
  const once = found.filter(({ text }, i) => found.findIndex((name) => name.text === text) === i)
  return once.map(({ text, type }) => ({ text, lang: languageOf(text), type, source }))
}

/** The records of a party, which itself comes first, and what is said of it; whether its line names it at all. */
export function entityRecords(
  line: FtmLine,
  properties: Properties,
  { claims, source, sets }: Provenance,
  within: string,
  lost: Lost,
): { records: TupuRecord[]; named: boolean; member: Member } {
  const key = keyOfId(line.id)
  const countries = properties.all('country', 'mainCountry', 'nationality').map((code) => code.toUpperCase())
  const jurisdictions = properties.all('jurisdiction').map((code) => code.toUpperCase())
  const where = (jurisdictions[0] ?? countries[0] ?? line.datasets?.[0] ?? key).toLowerCase()
  const names = saidNames(properties)
  const named = names.length > 0
  const { identifiers, own, sure } = identifiersOf(line, properties, where, lost)
  const entity: EntityRecord = {
    record: 'entity',
    key,
    kind: KINDS[line.schema]!,
    names: inFull(named ? names : [spareName(line)], source),
    identifiers,
  }
  const facts: PropertyRecord[] = []
  const said = (name: PropertyRecord['name'], value: string, printed?: string) => {
    facts.push({
      record: 'property',
      subject: key,
      name,
      value,
      claims: claims.map((claim) => (printed ? { ...claim, printed } : claim)),
    })
  }
  for (const code of new Set([...countries, ...jurisdictions])) {
    if (!/^[A-Z]{2}$/.test(code)) lost.add(`country ${code.toLowerCase()}, which has no code of two letters`)
    else said('COUNTRY', code, countries.includes(code) ? undefined : `jurisdiction ${code}`)
  }
  for (const [property, name] of [
    ['incorporationDate', 'FOUNDED_ON'],
    ['dissolutionDate', 'DISSOLVED_ON'],
  ] as const) {
    for (const text of properties.all(property)) {
      const day = dayOf(text)
      if (day) said(name, day)
      else lost.add(`${property} that is no date`)
    }
  }
  for (const [property, name] of TEXTS) for (const value of properties.all(property)) said(name, value)
  if (Object.hasOwn(TYPES, line.schema)) said('TYPE', line.schema)
  return { records: [entity, ...facts], named, member: { within, sources: sets, own, sure, claims } }
}
