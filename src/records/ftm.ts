import type { PropertyRecord, RelationRecord } from './record.ts'
import { keyOfId } from './slug.ts'

/** What FollowTheMoney calls properties that are kept as they are. */
export const TEXTS: readonly (readonly [property: string, name: PropertyRecord['name']])[] = [
  ['website', 'WEBSITE'],
  ['address', 'ADDRESS'],
  ['legalForm', 'LEGAL_FORM'],
  ['status', 'STATUS'],
  ['sector', 'INDUSTRY'],
  ['summary', 'DESCRIPTION'],
]

/** Codes that mean one entity in the whole world, with the scheme that they are kept under. */
export const CODES: Readonly<Record<string, string>> = {
  leiCode: 'lei',
  wikidataId: 'wikidata',
  dunsCode: 'duns',
  cikCode: 'cik',
  permId: 'permid',
  giiNumber: 'giin',
  swiftBic: 'bic',
  isinCode: 'isin',
  innCode: 'inn',
  ogrnCode: 'ogrn',
  uscCode: 'uscc',
  npiCode: 'npi',
  ricCode: 'ric',
  voenCode: 'voen',
}

/** Codes that mean one entity only within a register or country, which becomes part of the scheme. */
export const LOCAL_CODES: Readonly<Record<string, string>> = {
  registrationNumber: 'registration-number',
  taxNumber: 'tax-number',
  vatCode: 'vat',
  idNumber: 'id-number',
  passportNumber: 'passport',
}

/** The kinds of relation by the schema of FollowTheMoney, with the properties that hold both ends. */
export const LINKS: Readonly<Record<string, { kind: RelationRecord['kind']; from: string; to: string }>> = {
  Ownership: { kind: 'OWNS', from: 'owner', to: 'asset' },
  Directorship: { kind: 'DIRECTOR_OF', from: 'director', to: 'organization' },
  Employment: { kind: 'EMPLOYED_BY', from: 'employee', to: 'employer' },
  UnknownLink: { kind: 'LINKED_TO', from: 'subject', to: 'object' },
}

/** The key of the source that a data set is. */
export const datasetKey = (dataset: string) => keyOfId(`ftm-${dataset}`)

/** The key of the source that a page is. */
export const pageKey = (url: string) => `ftm-page-${keyOfId(url)}`
