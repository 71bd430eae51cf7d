import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountReader } from '../../src/import/map/amount.ts'
import { datePattern, dateReader } from '../../src/import/map/date.ts'
import { natural } from '../../src/import/map/latest.ts'
import { textOf, withoutExponent } from '../../src/import/map/text.ts'
import { keyOfId, pathSlug, slug } from '../../src/records/slug.ts'
import { canonicalDecimal } from '../../src/records/values.ts'

describe('amounts', () => {
  const amount = amountReader({ dozen: 1 })
  const read = (text: string) => canonicalDecimal(textOf(amount(text))!)
  test.each([
    ['63.802B', '63802000000'],
    ['1,22,000', '122000'],
    ['1,234,567.89', '1234567.89'],
    ['5.7亿元', '570000000'],
    ['３.５万', '35000'],
    ['1.2万亿', '1200000000000'],
    ['(1,200)', '-1200'],
    ['-$3.5m', '-3500000'],
    ['54.6%', '54.6'],
    ['.5', '0.5'],
    ['￥12', '12'],
    ['100元', '100'],
    ['1,200人', '1200'],
    ['100 股', '100'],
    ['20圆', '20'],
    ['300人民币', '300'],
    ['３亿元人民币', '300000000'],
    ['5.7亿人民币', '570000000'],
    ['2 dozen', '20'],
    ['12,34,567', '1234567'],
    ['1,00,00,000.5', '10000000.5'],
    ['１，２３４', '1234'],
    ['12345678901234567890.123', '12345678901234567890.123'],
  ])('%s is %s', (text, amount) => expect(read(text)).toBe(amount))
  test.each([
    '',
    '.',
    'abc',
    '1,2,3',
    '(5',
    '1.2.3',
    '--5',
    '5 parsecs',
    '1 2',
    '5)',
    'A级',
    '2021-03',
    '2021-03-01',
    '5-1亿',
    '至少不超过5',
    '美元',
    '3亿美元欧元',
  ])('%j is none', (text) => {
    expect(() => read(text)).toThrow('expected')
  })
  test.each([
    ['5000万美元', { value: '50000000', currencies: ['USD'], precision: 'EXACT' }],
    ['2亿港元', { value: '200000000', currencies: ['HKD'] }],
    ['RMB 3000万', { value: '30000000', currencies: ['CNY'] }],
    ['US$5m', { value: '5000000', currencies: ['USD'] }],
    ['-€1.5bn', { value: '-1500000000', currencies: ['EUR'] }],
    ['5m usd', { value: '5000000', currencies: ['USD'] }],
    ['300亿日元', { value: '30000000000', currencies: ['JPY'] }],
    ['2千萬英鎊', { value: '20000000', currencies: ['GBP'] }],
    ['3亿元(人民币)', { value: '300000000', currencies: ['CNY'] }],
    ['HK$5000万元', { value: '50000000', currencies: ['HKD'] }],
    ['80 SEK', { value: '80', currencies: ['SEK'] }],
    ['约3000万', { value: '30000000', precision: 'ABOUT', currencies: [] }],
    ['近2亿元', { value: '200000000', precision: 'ABOUT' }],
    ['近亿元', { value: '100000000', precision: 'ABOUT' }],
    ['人民币约3,000万元', { value: '30000000', precision: 'ABOUT' }],
    ['about $5m', { value: '5000000', precision: 'ABOUT' }],
    ['超1亿', { value: '100000000', precision: 'MORE_THAN' }],
    ['3000余万元', { value: '30000000', precision: 'MORE_THAN' }],
    ['1亿多美元', { value: '100000000', precision: 'MORE_THAN' }],
    ['不低于5000万', { value: '50000000', precision: 'AT_LEAST' }],
    ['1亿元以上', { value: '100000000', precision: 'AT_LEAST' }],
    ['$100M+', { value: '100000000', precision: 'AT_LEAST' }],
    ['不足100万', { value: '1000000', precision: 'LESS_THAN' }],
    ['up to €2m', { value: '2000000', precision: 'AT_MOST' }],
    ['1-2亿', { low: '100000000', high: '200000000', precision: 'BETWEEN', value: undefined }],
    ['5000万～1亿元', { low: '50000000', high: '100000000', precision: 'BETWEEN' }],
    ['$5m to $10m', { low: '5000000', high: '10000000', precision: 'BETWEEN' }],
    ['数千万元', { value: undefined, precision: 'UNKNOWN', currencies: ['CNY', 'HKD', 'TWD', 'MOP', 'SGD'] }],
    ['千万级美元', { value: undefined, precision: 'UNKNOWN' }],
    ['several million', { value: undefined, precision: 'UNKNOWN' }],
    ['未披露', { value: undefined, precision: undefined }],
    ['Undisclosed', { value: undefined, precision: undefined }],
  ])('%s is %j', (text, said) => expect(amount(text)).toMatchObject({ printed: text, ...said }))
  test.each(['-', '—', 'N/A', '无'])('%s is nothing', (text) => expect(amount(text)).toBeUndefined())
  test.each(['1,22', '3,50', '12,34亿', '1,23,45', '1,234,56', '0,500', '1234,567'])(
    '%j is none, since its comma may be that of a decimal',
    (text) => expect(() => read(text)).toThrow('three digits behind the last comma'),
  )
  test.each(['12②', '5²', '5²亿', '⑫', '3½', '12㏠'])(
    '%j is none, since signs with digits in them are no digits',
    (text) => {
      expect(() => amountReader({ 日: 1 })(text)).toThrow('expected')
    },
  )
})

describe('dates', () => {
  const read = (text: string, ...formats: string[]) => dateReader(formats.map((one) => datePattern(one)!))(text)
  test.each([
    ['2025-1-9', '2025-01-09'],
    ['2025/12/19', '2025-12-19'],
    ['20251219', '2025-12-19'],
    ['2025年12月', '2025-12'],
    ['2025', '2025'],
    ['2025-12-19T08:00:00Z', '2025-12-19'],
    ['2025-12-19 08:00', '2025-12-19'],
    ['2024-05-06 12:30:00', '2024-05-06'],
    ['2024-05-06T12:30Z', '2024-05-06'],
    ['2024-05-06T12:30:00.000+08:00', '2024-05-06'],
    ['2024-05-06 12:30:00 +0000 UTC', '2024-05-06'],
    ['2024/5/6 12:30 PM', '2024-05-06'],
    ['2024-05-06 8:30 CST', '2024-05-06'],
    ['20240506T123000Z', '2024-05-06'],
    ['20240506 123000', '2024-05-06'],
    ['2024-05-06 下午3:05', '2024-05-06'],
    ['2024 年 12 月 31 日', '2024-12-31'],
    ['2024年12月31日 9时30分', '2024-12-31'],
    ['2024 年 12 月', '2024-12'],
  ])('%s is %s', (text, date) => expect(read(text)).toBe(date))
  test.each([
    '2021 or 2022',
    '2024 Q3',
    '2024-05 / 06',
    '20240101 foo',
    '2024-05-06 - 2024-05-08',
    '2024-05-06 25:99',
    '2024 2025',
    '2024 12:30',
    '2024-05 12:30',
    '2024-05-06 2024',
    '2024-05-06 12:30 foo',
    '2024-05-06 07',
    '2024-05-06 foo 12:30',
  ])('%j is no date', (text) => expect(() => read(text)).toThrow('expected a date'))
  test('formats say what is what', () => {
    expect(read('5/6/2024 12:30 PM', 'm/d/yyyy')).toBe('2024-05-06')
    expect(() => read('5/6/2024 or later', 'm/d/yyyy')).toThrow('expected a date')
    expect(read('9/01/2025', 'd/mm/yyyy')).toBe('2025-01-09')
    expect(read('Jan 9, 2025', 'mmm d, yyyy')).toBe('2025-01-09')
    expect(read('01.2025', 'd.m.yyyy', 'mm.yyyy')).toBe('2025-01')
    expect(() => read('9/13/2025', 'd/mm/yyyy')).toThrow('expected a date')
    expect(() => read('9/01/2025')).toThrow('expected a date')
    expect(() => read('2025-02-30')).toThrow('expected a date')
  })
  test.each(['', 'dd', 'd.yyyy', 'yyyy yyyy'])('%j is no format', (format) => expect(datePattern(format)).toBeNull())
})

describe('slugs', () => {
  test('are keys that tell texts apart', () => {
    expect(slug('Acme, Inc.')).toBe('acme-inc')
    expect(slug('王Ａ')).toMatch(/^a-[0-9a-f]{12}$/)
    expect(slug('王A')).toBe(slug('王Ａ'))
    expect(slug('王A')).not.toBe(slug('李A'))
    expect(slug('智谱')).toMatch(/^[0-9a-f]{12}$/)
    expect(slug('---')).toMatch(/^[0-9a-f]{12}$/)
    expect(keyOfId('Q42')).not.toBe(keyOfId('q42'))
    expect(keyOfId('q42')).toBe('q42')
  })
  test('tell names apart by signs that make another one', () => {
    const names = [
      'C',
      'C+',
      'C++',
      'C#',
      'C%',
      'AT T',
      'AT&T',
      'Foo Bar',
      'Foo/Bar',
      'E Trade',
      'E*TRADE',
      'a b',
      'a@b',
    ]
    expect(new Set(names.map((name) => slug(`${name} Ltd`))).size).toBe(names.length)
    expect(slug('C++ Ltd')).toMatch(/^c-ltd-[0-9a-f]{12}$/)
    expect(slug('AT&T, Inc.')).toBe(slug('ＡＴ＆Ｔ Inc'))
  })
  test.each([
    ["O'Neil (U.K.) – Sons", 'o-neil-u-k-sons'],
    ['Johnson & Johnson', 'johnson-johnson'],
    ['Road&Bridge Co.,Ltd', 'road-bridge-co-ltd'],
    ['Novo Nordisk A/S', 'novo-nordisk-a-s'],
    ['Yahoo! “Japan”', 'yahoo-japan'],
    ['deal 2021/03/01', 'deal-2021-03-01'],
    ['https://a.example/b/c?d=e&f', 'https-a-example-b-c-d-e-f'],
    ['us_sec + + #1', 'us-sec-1'],
  ])('of what only separates stay plain: %s', (text, key) => expect(slug(text)).toBe(key))
  test('of ids and paths do not depend on signs, since keys of theirs are stored', () => {
    expect(pathSlug('data/a+b.json')).toBe('data-a-b-json')
    expect(keyOfId('A/B')).toMatch(/^a-b\.[0-9a-f]{12}$/)
  })
  test('of any text are keys', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(slug(text)).toMatch(/^[a-z0-9][a-z0-9.-]*$/)
        expect(keyOfId(text)).toMatch(/^[a-z0-9][a-z0-9.-]*$/)
      }),
    )
  })
})

test('numbers are written without exponents', () => {
  expect(['1e3', '1.5E-2', '-2.50e1', '12', 'e5'].map(withoutExponent)).toEqual(['1000', '0.015', '-25.0', '12', 'e5'])
})

test('versions compare by their numbers', () => {
  const sorted = ['1.10', '1.9', '1.17.1', '1.17', '2.0', ''].sort(natural)
  expect(sorted).toEqual(['', '1.9', '1.10', '1.17', '1.17.1', '2.0'])
})
