import type { FactRecord, TupuRecord } from '../../src/records/record.ts'
import { organisationName, personName, sentences } from './names.ts'
import { Random, scatter } from './random.ts'
import { Shape } from './shape.ts'

/** Raised whenever the same size gives other records, so that a database that is kept is not taken for a new one. */
export const GENERATOR_VERSION = 2

type Claim = FactRecord['claims'][number]

const countries = [
  ['CN', 0.55],
  ['US', 0.2],
  ['HK', 0.1],
  ['SG', 0.06],
  ['JP', 0.05],
  ['DE', 0.04],
] as const
const currencies = ['CNY', 'CNY', 'CNY', 'USD', 'HKD'] as const
const metrics = ['REVENUE', 'NET_INCOME', 'RND_EXPENSE', 'VALUATION'] as const
const stages = ['天使轮', 'A轮', 'B轮', 'C轮', 'D轮', '战略融资'] as const
/** Investors in each of three rounds; ten in every three. */
const syndicates = [
  [1, 3, 6],
  [2, 3, 5],
  [3, 3, 4],
  [2, 4, 4],
  [1, 4, 5],
] as const
const FIRST_YEAR = 2012
const YEARS = 13

/** The graph of a size, as records in the order in which they can be read: what is referred to comes first. */
export function* generate(size: number): Generator<TupuRecord> {
  const shape = new Shape(size)
  const random = new Random(`tupu-bench ${GENERATOR_VERSION} ${size}`)
  yield* sources(shape, random)
  yield* entities(shape)
  yield* properties(shape, random)
  yield* analysts(shape, random)
  yield* deals(shape, random)
  yield* statements(shape, random)
  yield* figures(shape, random)
}

function* sources(shape: Shape, random: Random): Generator<TupuRecord> {
  for (let n = 0; n < shape.sources; n++)
    yield {
      record: 'source',
      key: `source-${n}`,
      kind: n % 3 === 0 ? 'FILING' : n % 3 === 1 ? 'ARTICLE' : 'BUSINESS_REGISTRY',
      title: `第${n}号文件`,
      language: 'zh-Hans',
      publishedOn: day(random, FIRST_YEAR + Math.floor((n * YEARS) / shape.sources)),
    }
}

function* entities(shape: Shape): Generator<TupuRecord> {
  for (let n = 0; n < shape.size; n++) {
    const { key, kind } = shape.organisation(n)
    yield {
      record: 'entity',
      key,
      kind,
      names: [
        { text: organisationName(n, kind), lang: 'zh-Hans', type: 'OFFICIAL' },
        { text: `Organisation ${n}`, lang: 'en', type: 'OFFICIAL' },
      ],
    }
  }
  for (let n = 0; n < shape.persons; n++)
    yield {
      record: 'entity',
      key: `person-${n}`,
      kind: 'PERSON',
      names: [{ text: personName(n), lang: 'zh-Hans', type: 'OFFICIAL' }],
    }
}

function* properties(shape: Shape, random: Random): Generator<TupuRecord> {
  for (let n = 0; n < shape.size; n++) {
    const subject = shape.organisation(n).key
    // Registered from the start, so that these show under every view.
    const claims = [claim(random, shape, 0)]
    yield {
      record: 'property',
      key: `country-${n}`,
      subject,
      name: 'COUNTRY',
      value: weighted(random, countries),
      claims,
    }
    const value = day(random, 1995 + random.below(17))
    yield { record: 'property', key: `founded-${n}`, subject, name: 'FOUNDED_ON', value, claims }
  }
}

function* analysts(shape: Shape, random: Random): Generator<TupuRecord> {
  for (let n = 0; n < shape.persons; n++)
    yield {
      record: 'relation',
      key: `post-${n}`,
      kind: 'ANALYST_AT',
      from: `person-${n}`,
      to: `institution-${random.below(shape.institutions)}`,
      title: '首席分析师',
      claims: [claim(random, shape)],
    }
}

function* deals(shape: Shape, random: Random): Generator<TupuRecord> {
  const company = scatter(shape.companies)
  const investor = scatter(shape.investors)
  let investments = 0
  for (let round = 0; round < shape.rounds; ) {
    for (const size of random.pick(syndicates)) {
      const issuer = `company-${company(random.skewed(shape.companies, 1.7))}`
      const date = day(random, FIRST_YEAR + random.below(YEARS))
      const currency = random.pick(currencies)
      const parties = new Set<string>()
      while (parties.size < size) {
        const party = shape.investor(investor(random.skewed(shape.investors, 2.5)))
        if (party !== issuer) parties.add(party)
      }
      const shares = [...parties].map((entity) => ({ entity, amount: String((1 + random.below(5000)) * 100_000) }))
      const claims = [claim(random, shape)]
      if (random.next() < 0.3) claims.push(claim(random, shape))
      const key = `round-${round++}`
      yield {
        record: 'event',
        key,
        kind: 'FUNDING_ROUND',
        title: { 'zh-Hans': random.pick(stages) },
        date,
        datePrecision: 'DAY',
        participants: [
          { entity: issuer, role: 'ISSUER' },
          ...shares.map((share) => ({ ...share, role: 'INVESTOR' as const, currency })),
        ],
        claims,
      }
      for (const { entity, amount } of shares)
        yield {
          record: 'relation',
          key: `investment-${investments++}`,
          kind: 'INVESTED_IN',
          from: entity,
          to: issuer,
          validFrom: date,
          amount,
          currency,
          claims: [claims[0]!],
        }
    }
  }
}

function* statements(shape: Shape, random: Random): Generator<TupuRecord> {
  const subject = scatter(shape.companies)
  const speaker = scatter(shape.persons)
  for (let n = 0; n < shape.statements; n++)
    yield {
      record: 'statement',
      key: `statement-${n}`,
      speaker: `person-${speaker(random.skewed(shape.persons, 2))}`,
      about: [`company-${subject(random.skewed(shape.companies, 1.5))}`],
      summary: { 'zh-Hans': random.pick(sentences) },
      saidOn: day(random, FIRST_YEAR + random.below(YEARS)),
      claims: [claim(random, shape)],
    }
}

function* figures(shape: Shape, random: Random): Generator<TupuRecord> {
  for (let n = 0; n < shape.figures; n++) {
    const order = Math.floor(n / shape.companies)
    yield {
      record: 'figure',
      key: `figure-${n}`,
      subject: `company-${n % shape.companies}`,
      metric: metrics[order % metrics.length]!,
      period: String(FIRST_YEAR + YEARS - 1 - Math.floor(order / metrics.length)),
      value: String((1 + random.below(90_000)) * 10_000),
      unit: 'CURRENCY',
      currency: 'CNY',
      precision: 'EXACT',
      claims: [claim(random, shape)],
    }
  }
}

/** Who says it, in which document, on which line; sources are in the order of their dates, so 0 is known from the start. */
function claim(random: Random, shape: Shape, source = random.below(shape.sources)): Claim {
  return {
    assertedBy: `institution-${random.below(shape.institutions)}`,
    source: `source-${source}`,
    modality: random.next() < 0.8 ? 'REPORTED' : 'SELF_CLAIMED',
    locator: { line: 1 + random.below(2000) },
  }
}

function weighted<T>(random: Random, list: readonly (readonly [T, number])[]): T {
  let rest = random.next()
  for (const [value, weight] of list) {
    rest -= weight
    if (rest < 0) return value
  }
  return list[0]![0]
}

function day(random: Random, year: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${year}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`
}
