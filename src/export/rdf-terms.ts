import type { EntityRecord, PropertyRecord, RelationRecord, SourceRecord } from '../records/record.ts'

/** What short forms such as `schema:name` stand for. */
export const prefixes = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  schema: 'https://schema.org/',
  prov: 'http://www.w3.org/ns/prov#',
  tupu: 'urn:tupu:term:',
} as const

const typed = (type: string, ...terms: string[]) => terms.map((term) => [term, type] as const)

/** Terms whose values are all links (`@id`) or of one datatype; the texts of all others are plain. */
export const typeOfTerm: ReadonlyMap<string, string> = new Map([
  ...typed('@id', 'rdf:subject', 'rdf:predicate', 'rdf:object', 'schema:publisher', 'schema:author', 'schema:creator'),
  ...typed('@id', 'schema:about', 'schema:observationAbout', 'prov:wasAttributedTo', 'prov:wasDerivedFrom'),
  ...typed('@id', 'prov:hadPrimarySource', 'tupu:entity', 'tupu:product'),
  ...typed('xsd:dateTime', 'prov:generatedAtTime', 'prov:invalidatedAtTime', 'tupu:knownFrom', 'tupu:knownTo'),
  ...typed('xsd:date', 'tupu:earliest', 'tupu:latest', 'tupu:periodStart', 'tupu:periodEnd', 'tupu:publishedNotBefore'),
  ...typed('xsd:duration', 'tupu:periodDuration'),
  ...typed('xsd:decimal', 'schema:value', 'schema:minValue', 'schema:maxValue', 'tupu:outOf', 'tupu:amount'),
  ...typed('xsd:integer', 'tupu:line', 'tupu:start', 'tupu:end', 'tupu:decimals', 'tupu:position'),
  ...typed('xsd:boolean', 'tupu:negated'),
])

/** The datatype of a date by how much of it is given. */
export const dateType = (date: string) =>
  date.length === 4 ? 'xsd:gYear' : date.length === 7 ? 'xsd:gYearMonth' : 'xsd:date'

export const entityTypes: Record<EntityRecord['kind'], readonly string[]> = {
  COMPANY: ['schema:Organization', 'prov:Agent', 'tupu:Company'],
  FUND: ['schema:Organization', 'prov:Agent', 'tupu:Fund'],
  INSTITUTION: ['schema:Organization', 'prov:Agent', 'tupu:Institution'],
  PERSON: ['schema:Person', 'prov:Agent', 'tupu:Person'],
  PRODUCT: ['schema:Product', 'prov:Entity', 'tupu:Product'],
}

const works: Record<SourceRecord['kind'], string> = {
  ARTICLE: 'schema:Article',
  PROSPECTUS: 'schema:Report',
  MARKET_RESEARCH: 'schema:Report',
  BUSINESS_REGISTRY: 'schema:Dataset',
  FILING: 'schema:Report',
  DATASET: 'schema:Dataset',
  MEDIA_REPORT: 'schema:NewsArticle',
  WEB_PAGE: 'schema:WebPage',
}

export const sourceTypes = (kind: SourceRecord['kind']) => [works[kind], 'prov:Entity', 'tupu:Source']

/** INVESTED_IN becomes `tupu:investedIn`. */
const own = (word: string) => `tupu:${word.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}`

const relationTerms: Partial<Record<RelationRecord['kind'], string>> = {
  OWNS: 'schema:owns',
  SUBSIDIARY_OF: 'schema:parentOrganization',
  MEMBER_OF: 'schema:memberOf',
  EMPLOYED_BY: 'schema:worksFor',
}

const propertyTerms: Partial<Record<PropertyRecord['name'], string>> = {
  FOUNDED_ON: 'schema:foundingDate',
  DISSOLVED_ON: 'schema:dissolutionDate',
  WEBSITE: 'schema:url',
  ADDRESS: 'schema:address',
  DESCRIPTION: 'schema:description',
}

export const relationTerm = (kind: RelationRecord['kind']) => relationTerms[kind] ?? own(kind)
export const propertyTerm = (name: PropertyRecord['name']) => propertyTerms[name] ?? own(name)
