import type { EntityRecord, RelationRecord } from '../records/record.ts'
import { label } from '../store/label.ts'
import { nameIn, summaryOf } from './facts.ts'
import type { Notes, TextFormat } from './format.ts'

const attributes = {
  node: {
    kind: 'string',
    label: 'string',
    name_zh_hans: 'string',
    name_zh_hant: 'string',
    name_en: 'string',
    names: 'string',
    identifiers: 'string',
    lists: 'string',
  },
  edge: {
    kind: 'string',
    label: 'string',
    title: 'string',
    negated: 'boolean',
    valid_from: 'string',
    valid_to: 'string',
    product: 'string',
    amount: 'string',
    currency: 'string',
    modality: 'string',
    asserted_by: 'string',
    sources: 'string',
    known_from: 'string',
    known_to: 'string',
    retracted: 'boolean',
    claims: 'string',
  },
} as const

type Attributes<Of extends keyof typeof attributes> = {
  readonly [name in keyof (typeof attributes)[Of]]: string | boolean | undefined
}

/** What XML 1.0 can't hold in any way of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

class Writer {
  readonly #notes: Notes

  constructor(notes: Notes) {
    this.#notes = notes
  }

  #text(text: string): string {
    const held = text.replace(forbidden, () => {
      this.#notes.add('characters that XML has no place for replaced by U+FFFD')
      return '\ufffd'
    })
    return held.replace(/[&<>\r]/g, (character) => entities[character]!)
  }

  data<Of extends keyof typeof attributes>(of: Of, values: Attributes<Of>): string {
    const given = Object.entries<string | boolean | undefined>(values).filter(([, value]) => value !== undefined)
    return given.map(([name, value]) => `<data key="${of}.${name}">${this.#text(String(value))}</data>`).join('')
  }
}

const keys = Object.entries(attributes).flatMap(([of, named]) =>
  Object.entries(named).map(
    ([name, type]) => `  <key id="${of}.${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>\n`,
  ),
)

const head = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
${keys.join('')}  <graph id="tupu" edgedefault="directed">
`

const node = (entity: EntityRecord): Attributes<'node'> => ({
  kind: entity.kind,
  label: label(entity.names),
  name_zh_hans: nameIn(entity, 'zh-Hans'),
  name_zh_hant: nameIn(entity, 'zh-Hant'),
  name_en: nameIn(entity, 'en'),
  names: JSON.stringify(entity.names),
  identifiers: entity.identifiers && JSON.stringify(entity.identifiers),
  lists: entity.lists && JSON.stringify(entity.lists),
})

function edge(relation: RelationRecord): Attributes<'edge'> {
  const { modality, assertedBy, sources, knownFrom, knownTo, retracted } = summaryOf(relation)
  const negated = relation.negated ?? false
  return {
    kind: relation.kind,
    label: negated ? `not ${relation.kind}` : relation.kind,
    title: relation.title,
    negated,
    valid_from: relation.validFrom,
    valid_to: relation.validTo,
    product: relation.product,
    amount: relation.amount,
    currency: relation.currency,
    modality,
    asserted_by: assertedBy.join('; '),
    sources: sources.join('; '),
    known_from: knownFrom,
    known_to: knownTo,
    retracted,
    claims: JSON.stringify(relation.claims),
  }
}

/** Entities as nodes and relations as edges, which is what GraphML has a place for; all else is counted in the notes. */
export const graphml: TextFormat = {
  *write(records, notes) {
    const writer = new Writer(notes)
    yield head
    for (const record of records) {
      if (record.record === 'entity') {
        yield `    <node id="${record.key}">${writer.data('node', node(record))}</node>\n`
      } else if (record.record !== 'relation') {
        notes.leaveOut(record, `${record.record} records left out, which GraphML has no place for`)
      } else if (record.to === undefined) {
        notes.leaveOut(record, 'relations to somebody unnamed left out')
      } else {
        const ends = `source="${record.from}" target="${record.to}"`
        yield `    <edge id="${record.key}" ${ends}>${writer.data('edge', edge(record))}</edge>\n`
      }
    }
    yield '  </graph>\n</graphml>\n'
  },
}
