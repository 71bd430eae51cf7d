import * as vocabulary from '../../../schema/vocabulary.ts'
import { record, type TupuRecord } from '../../../src/records/record.ts'
import { Draws, keyParts, type Loose, moments, names } from './draws.ts'
import { Random } from './random.ts'

const openLists = 'investors investments portfolio coInvestors fundingRounds partners people roles products'.split(' ')
const roleMaking = [
  ...vocabulary.roleKinds,
  ...['OWNS', 'OWNS', 'SUBSIDIARY_OF', 'SUBSIDIARY_OF', 'PARTNER_OF', 'INTEGRATES', 'COMPETES_WITH'],
  ...['PRODUCES', 'PRODUCES', 'PRODUCES', 'VERSION_OF', 'LISTED_ON'],
]

/** The things of a small world, and facts about them. */
class WorldDraw {
  readonly random: Random
  readonly draws: Draws
  readonly entities: { kind: string; key: string }[]
  readonly sources: string[]
  /** Ends that several relations join, so that it matters which of them a filter looks at. */
  readonly joined: [kind: string, from: string, to: string][] = []
  readonly #used = new Set<string>()

  constructor(random: Random) {
    this.random = random
    this.draws = new Draws(random)
    const kinds = ['COMPANY', 'COMPANY', 'COMPANY', 'PERSON', 'FUND', 'INSTITUTION', 'PRODUCT']
    const count = random.int(7, 15)
    while (kinds.length < count) kinds.push(random.chance(0.4) ? 'COMPANY' : this.draws.word(vocabulary.EntityKind))
    this.entities = kinds.map((kind) => ({ kind, key: this.#key() }))
    this.sources = Array.from({ length: random.int(2, 4) }, () => this.#key())
  }

  #key(): string {
    for (;;) {
      const key = this.random.some(keyParts, this.random.int(1, 2)).join(this.random.pick(['', '-', '.']))
      if (this.#used.has(key)) continue
      this.#used.add(key)
      return key
    }
  }

  /** Any entity; half the time one of the first, so that facts gather about them. */
  any(): string {
    return this.random.pick(this.random.chance(0.5) ? this.entities.slice(0, 5) : this.entities).key
  }

  of(...kinds: string[]): string {
    return this.random.pick(this.entities.filter((entity) => kinds.includes(entity.kind))).key
  }

  /** One party by key, or only by a text. */
  party(share: number, field: string, key: () => string): Loose {
    return this.random.chance(share) ? { [field]: key() } : { [`${field}As`]: this.draws.text() }
  }

  claims(fact: string): Loose[] {
    const { random, draws } = this
    const start = random.int(0, moments.length - 2)
    return Array.from({ length: random.pick([1, 1, 2, 3]) }, (_, i) => {
      const from = (start + i * 2) % (moments.length - 1)
      const source = random.pick(this.sources)
      const via = this.sources.filter((key) => key !== source)
      return {
        key: draws.often(0.6, () => `${random.pick(['c', '0', ''])}${fact}.${random.pick(['c', 'k-'])}${i}`),
        ...this.party(0.8, 'asserted', () => this.any()),
        source,
        via: draws.often(0.35, () => random.some(via, random.int(1, 2))),
        locator: {
          line: 4 - i,
          ...(random.chance(0.4) ? { start: 1, end: 9 } : {}),
          quote: draws.often(0.2, () => draws.text()),
        },
        modality: draws.word(vocabulary.Modality),
        printed: draws.often(0.3, () => draws.text()),
        assertedOn: draws.often(0.4, () => draws.day()),
        knownFrom: draws.often(0.85, () => moments[from]),
        knownTo: draws.often(0.3, () => moments[from + 1]),
      }
    }).map(({ asserted, ...claim }: Loose) => {
      const timed = claim.knownFrom === undefined ? { ...claim, knownTo: undefined } : claim
      return asserted === undefined ? timed : { ...timed, assertedBy: asserted }
    })
  }

  /** Both ends of a relation, mostly of the kinds that make a role. */
  ends(kind: string): [string, string] {
    const organization = () => this.of('COMPANY', 'FUND', 'INSTITUTION')
    if (this.random.chance(0.1)) return [this.any(), this.any()]
    if (kind === 'INVESTED_IN')
      return [
        this.of('COMPANY', 'FUND', 'PERSON', 'INSTITUTION'),
        this.of('COMPANY', ...(this.random.chance(0.2) ? ['FUND', 'PRODUCT'] : [])),
      ]
    if ((vocabulary.roleKinds as readonly string[]).includes(kind)) return [this.of('PERSON'), organization()]
    if (kind === 'PRODUCES') return [organization(), this.of('PRODUCT')]
    if (kind === 'VERSION_OF') return [this.of('PRODUCT'), this.of('PRODUCT')]
    if (kind === 'LISTED_ON') return [this.of('COMPANY'), this.of('INSTITUTION')]
    if (kind === 'COMPETES_WITH') return [this.of('COMPANY'), this.of('COMPANY')]
    return roleMaking.includes(kind) ? [organization(), organization()] : [this.any(), this.any()]
  }

  entity(kind: string, key: string, place: number): Loose {
    const { random, draws } = this
    const named = random.some(names, random.int(1, 4)).map(([text, lang]) => ({
      text,
      lang,
      type: draws.word(vocabulary.NameType),
      source: draws.often(0.3, () => random.pick(this.sources)),
      assertedBy: draws.often(0.2, () => this.any()),
    }))
    const identifiers = [
      { scheme: 'lei', value: `L${place}` },
      { scheme: 'code', value: `0${place}` },
    ]
    const lists = random.some(openLists, random.int(1, 5)).map((list) => ({
      list,
      completeness: draws.word(vocabulary.Completeness),
      knownFrom: draws.often(0.7, () => random.pick(moments)),
      source: random.pick(this.sources),
    }))
    return { record: 'entity', key, kind, names: named, identifiers: draws.often(0.4, () => identifiers), lists }
  }

  source(key: string): Loose {
    const { random, draws } = this
    const other = this.sources.filter((one) => one !== key)
    return {
      record: 'source',
      key,
      kind: draws.word(vocabulary.SourceKind),
      title: draws.often(0.7, () => random.pick(['A title', 'a TITLE', '标题', '標題', 'Other'])),
      publisher: draws.often(0.5, () => this.any()),
      authors: draws.often(0.5, () => random.some(this.entities, 2).map((entity) => entity.key)),
      language: draws.often(0.5, () => 'zh'),
      place: draws.often(0.3, () => draws.text()),
      publishedOn: draws.often(0.5, () => draws.day()),
      publishedNotBefore: draws.often(0.3, () => '2024-05-05'),
      url: draws.often(0.5, () => `https://example.org/${key}`),
      licence: draws.often(0.3, () => draws.text()),
      primarySource: draws.often(0.3, () => random.pick(other)),
    }
  }

  relation(): Loose {
    const { random, draws, joined } = this
    const kinds = random.chance(0.7) ? roleMaking : vocabulary.words(vocabulary.RelationKind)
    const drawn = random.chance(0.35) ? 'INVESTED_IN' : random.pick(kinds)
    const again = joined.length > 0 && random.chance(0.35)
    const [kind, from, to] = again ? random.pick(joined) : ([drawn, ...this.ends(drawn)] as const)
    joined.push([kind, from, to])
    return {
      kind,
      from,
      ...this.party(0.92, 'to', () => to),
      title: draws.often(0.35, () => draws.text()),
      ...draws.valid(),
      negated: draws.often(0.15, () => true),
      product: draws.often(0.2, () => this.of('PRODUCT')),
      ...draws.amount(),
    }
  }

  statement(): Loose {
    const { random, draws } = this
    return {
      ...this.party(0.8, 'speaker', () => this.any()),
      speakerTitle: draws.often(0.3, () => draws.text()),
      about: draws.often(0.85, () => random.some(this.entities, random.int(1, 3)).map((entity) => entity.key)),
      aboutAs: draws.often(0.2, () => draws.text()),
      summary: draws.localized(),
      condition: draws.often(0.3, () => draws.localized()),
      saidOn: draws.often(0.6, () => draws.day()),
    }
  }

  event(): Loose {
    const { random, draws } = this
    const [, from, to] = random.pick(this.joined)
    const others = random.some(this.entities, random.int(0, 2)).map((entity) => entity.key)
    const parties = [...random.some([from, to], random.int(1, 2)), ...others]
    return {
      kind: random.chance(0.5) ? 'FUNDING_ROUND' : draws.word(vocabulary.EventKind),
      title: draws.often(0.6, () => draws.localized()),
      ...draws.happened(),
      scope: draws.often(0.2, () => draws.localized()),
      participants: draws.often(0.9, () =>
        parties.map((key) => ({
          ...this.party(0.9, 'entity', () => key),
          role: draws.word(vocabulary.ParticipantRole),
          ...draws.amount(),
        })),
      ),
    }
  }

  property(): Loose {
    const { random, draws } = this
    const name = random.pick(['COUNTRY', 'COUNTRY', 'INDUSTRY', 'INDUSTRY', 'FOUNDED_ON', 'DESCRIPTION', 'DESCRIPTION'])
    const lang = draws.often(0.6, () => random.pick(['zh-Hans', 'zh-Hant', 'en', 'de', 'zh', 'zh-HK', 'en-US']))
    const country = random.pick(['CN', 'US', 'HK', 'AA'])
    const industry = random.pick(['AI', 'AI chips', '人工智能'])
    const value = { COUNTRY: country, INDUSTRY: industry, FOUNDED_ON: draws.day() }[name] ?? draws.text()
    return { subject: this.any(), name, value, lang }
  }
}

/** A small world of random records: odd names and keys, missing ends, claims that disagree, times with gaps. */
export function drawWorld(seed: number): TupuRecord[] {
  const random = new Random(seed)
  const world = new WorldDraw(random)
  const records: Loose[] = [
    ...world.entities.map(({ kind, key }, place) => world.entity(kind, key, place)),
    ...world.sources.map((key) => world.source(key)),
  ]
  const facts = (kind: string, count: number, draw: () => Loose) => {
    for (let i = 0; i < count; i++) {
      const key = `${random.pick(['f', 'g-', '0.'])}${kind}-${i}`
      records.push({ record: kind, key, ...draw(), claims: world.claims(key) })
    }
  }
  facts('relation', random.int(25, 45), () => world.relation())
  facts('figure', random.int(12, 24), () => ({
    ...world.party(0.9, 'subject', () => world.any()),
    ...world.draws.figure(),
  }))
  facts('statement', random.int(4, 9), () => world.statement())
  facts('event', random.int(7, 14), () => world.event())
  facts('property', random.int(14, 26), () => world.property())
  return (JSON.parse(JSON.stringify(records)) as unknown[]).map((one) => record.parse(one))
}
