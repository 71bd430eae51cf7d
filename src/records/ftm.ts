import type { EntityRecord, PropertyRecord, RelationRecord } from './record.ts'
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

/** Schemas that say something else than the kind, and are kept as TYPE. */
export const TYPES: Readonly<Record<string, EntityRecord['kind']>> = {
  PublicBody: 'INSTITUTION',
  LegalEntity: 'INSTITUTION',
}

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

/** Registers whose codes branches, groups or several persons share: they lead to nobody. */
const SHARED = new Set(['bic', 'inn', 'ric', 'voen', 'tax-number', 'vat', 'id-number', 'passport'])

/** Whether a code of the scheme leads to the entity that is known by it. */
export const identifies = (scheme: string) => !SHARED.has(scheme.split(':', 1)[0]!)

/** Codes of countries that are no more (ISO 3166-3), which FollowTheMoney writes like any other. */
const FORMER = new Set(
  (
    'aidj anhh bqaq bumm byaa cshh csxx ctki ddde dybj fqhh fxfr gehh hvbf jtum mium nhvu nqaq nthh pchh puum pzpa ' +
    'rhzw skin suhh tptl vdvn wkum ydye yucs zrcd'
  ).split(' '),
)

/** Whether a text is the code of a former country, or of a part of one such as `gb-sct`, which are kept as no COUNTRY. */
export const isOtherPlace = (code: string) => FORMER.has(code) || /^(?:[a-z]{2}|x)-[a-z]{2,4}$/.test(code)

/**
 * A kind of relation, with the properties that hold both ends, and the one that says as what, unless it is `role`. Where the kind says
 * less than the schema, the title begins with that: `isNamed`.
 */
export type LinkKind = {
  readonly kind: RelationRecord['kind']
  readonly from: string
  readonly to: string
  readonly as?: string
  readonly isNamed?: true
}

/** The kinds of relation by the schema of FollowTheMoney. */
export const LINKS: Readonly<Record<string, LinkKind>> = {
  Ownership: { kind: 'OWNS', from: 'owner', to: 'asset' },
  Directorship: { kind: 'DIRECTOR_OF', from: 'director', to: 'organization' },
  Employment: { kind: 'EMPLOYED_BY', from: 'employee', to: 'employer' },
  Membership: { kind: 'MEMBER_OF', from: 'member', to: 'organization' },
  Succession: { kind: 'SUCCESSOR_OF', from: 'successor', to: 'predecessor' },
  UnknownLink: { kind: 'LINKED_TO', from: 'subject', to: 'object' },
  Family: { kind: 'LINKED_TO', from: 'person', to: 'relative', as: 'relationship', isNamed: true },
  Associate: { kind: 'LINKED_TO', from: 'person', to: 'associate', as: 'relationship', isNamed: true },
  Representation: { kind: 'LINKED_TO', from: 'agent', to: 'client', isNamed: true },
}

/** The key of the source that a data set is. */
export const datasetKey = (dataset: string) => keyOfId(`ftm-${dataset}`)

/** The key of the source that a page is. */
export const pageKey = (url: string) => `ftm-page-${keyOfId(url)}`
