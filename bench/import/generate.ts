import type { TupuRecord } from '../../src/records/record.ts'

/** Firms of twenty people each, as a registry would list them: for each firm the entities first, then who does what since when. */
export function* registry(facts: number): Generator<TupuRecord> {
  yield { record: 'source', key: 'registry', kind: 'DATASET', title: '登记册', publishedOn: '2020-01-01' }
  for (let firm = 0, line = 1; line <= facts; firm++) {
    const key = `firm-${firm}`
    const name = `${family(firm)}${given(firm)}科技股份有限公司`
    yield {
      record: 'entity',
      key,
      kind: 'COMPANY',
      names: [{ text: name, lang: 'zh-Hans', type: 'OFFICIAL', source: 'registry', locator: { line } }],
      identifiers: [{ scheme: 'code', value: String(firm) }],
    }
    for (let n = 0; n < 20 && line <= facts; n++, line++) {
      const person = `${key}-${n}`
      const text = `${family(firm * 7 + n)}${given(firm * 31 + n * 17)}`
      yield { record: 'entity', key: person, kind: 'PERSON', names: [{ text, lang: 'zh-Hans', type: 'OFFICIAL' }] }
      yield {
        record: 'relation',
        kind: 'EMPLOYED_BY',
        from: person,
        to: key,
        title: titles[n % titles.length]!,
        validFrom: String(1990 + (n % 30)),
        claims: [
          { assertedAs: '登记机关', source: 'registry', modality: 'REPORTED', locator: { line }, slot: `row:${line}` },
        ],
      }
    }
  }
}

const titles = ['董事长', '总经理', '监事', '独立董事', '财务总监', '董事会秘书']
const families = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const givens = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏飞']
const family = (n: number) => families[n % families.length]!
const given = (n: number) => givens[n % givens.length]! + givens[(n * 13 + 5) % givens.length]!
