import { describe, expect, it } from 'vitest'
import { all, one, told, words } from './read-seed.ts'

describe('figures', () => {
  const filed = (line: number) => `zhipu REPORTED L${line} via zhipu-prospectus`
  const said = (line: number) => `zhipu SELF_CLAIMED L${line}`
  const market = 'frost-sullivan REPORTED L9 via frost-sullivan-data'
  const guessed = 'shi-feiyue INFERRED L9 via frost-sullivan-data + zhipu-prospectus'
  /** The market that a share or a rank is of, and other scopes, as they stand in both languages. */
  const developers = '中国全部通用大模型开发商，按2024年收入 | all developers of general LLMs in China, by 2024 revenue'
  const independents =
    '中国独立通用大模型开发商，按2024年收入 | independent developers of general LLMs in China, by 2024 revenue'
  const devices =
    '中国独立通用大模型厂商，按赋能的终端用户设备数 | independent vendors of general LLMs in China, by end-user devices'
  const years = ['2022', '2023', '2024', '2025-H1']
  const series = (name: string, metric: string, line: number, unit: string, values: string[], printed: string[]) =>
    years.map(
      (year, i): Row => [
        `zhipu.${name}.${year.toLowerCase()}`,
        `${metric} of zhipu, ${year}: ${values[i]} ${unit}`,
        '',
        printed[i]!,
        filed(line),
      ],
    )

  type Row = [key: string, figure: string, scope: string, printed: string, claim: string]
  const expected: Row[] = [
    ...series(
      'revenue',
      'REVENUE',
      8,
      'CNY',
      ['57400000', '124500000', '312400000', '190000000'],
      ['5740万元', '1.245亿元', '3.124亿元', '1.9亿元'],
    ),
    ...series(
      'net-loss',
      'NET_LOSS',
      10,
      'CNY',
      ['143700000', '788000000', '2958000000', '2357900000'],
      ['1.437亿元', '7.88亿元', '29.58亿元', '23.579亿元'],
    ),
    ...series(
      'adjusted-net-loss',
      'ADJUSTED_NET_LOSS',
      10,
      'CNY ADJUSTED',
      ['97420000', '621000000', '2465600000', '1752000000'],
      ['9742万元', '6.21亿元', '24.656亿元', '17.52亿元'],
    ),
    ...series(
      'gross-margin',
      'GROSS_MARGIN',
      11,
      'PERCENT',
      ['54.6', '64.6', '56.3', '50'],
      ['54.6%', '64.6%', '56.3%', '50%'],
    ),
    ...series(
      'rnd-expense',
      'RND_EXPENSE',
      12,
      'CNY',
      ['84400000', '528900000', '2195400000', '1594700000'],
      ['8440万元', '5.289亿元', '21.954亿元', '15.947亿元'],
    ),
    ['zhipu.revenue-cagr.2022-2024', 'REVENUE_CAGR of zhipu, 2022-01-01/2024-12-31: 130 PERCENT', '', '130%', filed(8)],
    ['zhipu.market-share.2024', 'MARKET_SHARE of zhipu, 2024: 6.6 PERCENT', developers, '6.6%', market],
    ['zhipu.rank.2024', 'RANK of zhipu, 2024: 2 RANK', developers, '位列第二', market],
    ['zhipu.rank-among-independents.2024', 'RANK of zhipu, 2024: 1 RANK', independents, '位列第一', market],
    ['top-vendor.market-share.2024', 'MARKET_SHARE of [排名第一的厂商], 2024: 9.4 PERCENT', developers, '9.4%', market],
    ['iflytek.market-share.2024', 'MARKET_SHARE of iflytek, 2024: 9.4 PERCENT', developers, '9.4%', guessed],
    ['iflytek.rank.2024', 'RANK of iflytek, 2024: 1 RANK', developers, '排名第一', guessed],
    [
      'zhipu.maas-developers',
      'DEVELOPER_COUNT of zhipu: MORE_THAN 2700000 PERSON',
      '智谱MaaS开放平台上的企业及应用开发者 | enterprise and application developers on the Zhipu MaaS open platform',
      '270万+',
      said(19),
    ],
    [
      'zhipu.annual-recurring-revenue',
      'ANNUAL_RECURRING_REVENUE of zhipu: MORE_THAN 100000000 CNY ANNUALIZED',
      '面向全球开发者的模型业务 | model business for developers worldwide',
      '超过1亿元',
      said(20),
    ],
    [
      'zhipu.paying-developers',
      'PAYING_USER_COUNT of zhipu, P3M: MORE_THAN 150000 PERSON',
      '三个月内获得的付费开发者用户 | paying developer users gained in three months',
      '超过15万',
      said(20),
    ],
    [
      'zhipu.top-internet-customers',
      'CUSTOMER_COUNT of zhipu: 9 out of 10 COMPANY',
      "中国前十大互联网公司中使用智谱GLM的 | those of China's ten largest internet companies that use Zhipu's GLM",
      '九家',
      said(19),
    ],
    [
      'zhipu.enterprise-customers',
      'CUSTOMER_COUNT of zhipu: 12000 COMPANY',
      '全球企业客户 | enterprise customers worldwide',
      '12000家',
      filed(21),
    ],
    ['zhipu.devices', 'DEVICE_COUNT of zhipu: MORE_THAN 80000000 DEVICE', '全球 | worldwide', '逾8000万台', filed(21)],
    ['zhipu.rank-by-devices', 'RANK of zhipu: 1 RANK', devices, '最多', filed(21)],
    [
      'zhipu.developers',
      'DEVELOPER_COUNT of zhipu: MORE_THAN 45000000 PERSON',
      '全球 | worldwide',
      '超4500万名',
      filed(21),
    ],
    [
      'zhipu.funding-rounds.2025',
      'FUNDING_ROUND_COUNT of zhipu, 2025: 5 ROUND',
      '',
      '五笔',
      'tianyancha REPORTED L17 via tianyancha-records',
    ],
    [
      'glm.release-interval',
      'RELEASE_INTERVAL of glm: BETWEEN 3 and 6 MONTH',
      'GLM系列的基座模型 | base model of the GLM series',
      '3-6个月',
      'shi-feiyue REPORTED L12',
    ],
  ]

  it.each(expected)('%s', (key, figure, scope, printed, claim) => {
    const f = one('figure', key)
    const when = typeof f.period === 'object' ? (f.period.duration ?? `${f.period.start}/${f.period.end}`) : f.period
    const number = f.precision === 'BETWEEN' ? `${f.low} and ${f.high}` : words(f.value, f.outOf && `out of ${f.outOf}`)
    const unit = words(f.precision !== 'EXACT' && f.precision, number, f.currency ?? f.unit, f.basis)
    expect(`${f.metric} of ${f.subject ?? `[${f.subjectAs}]`}${when ? `, ${when}` : ''}: ${unit}`).toBe(figure)
    expect(f.unit === 'CURRENCY').toBe(f.currency !== undefined)
    if (f.precision === 'MORE_THAN') expect([f.low, f.high]).toEqual([f.value, undefined])
    if (f.precision === 'EXACT') expect([f.low, f.high]).toEqual([undefined, undefined])
    if (f.precision === 'BETWEEN') expect(f.value).toBeUndefined()
    expect(f.scope ? `${f.scope['zh-Hans']} | ${f.scope.en}` : '').toBe(scope)
    expect(told(f)).toEqual([claim])
    expect(f.claims[0]!.printed).toBe(printed)
  })

  it('has no other', () => expect(all('figure').length).toBe(expected.length))
})
