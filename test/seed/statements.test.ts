import { describe, expect, it } from 'vitest'
import { all, one, told } from './read-seed.ts'

describe('statements', () => {
  const titles: Record<string, string> = {
    'zhang-yi': '艾媒咨询CEO兼首席分析师',
    'zhang-xiaorong': '深度科技研究院院长',
    'shi-feiyue': '华夏时报记者',
  }
  const opinion = (line: number) => `shi-feiyue OPINION L${line}`
  type Row = [
    key: string,
    about: string,
    chinese: RegExp,
    english: RegExp,
    condition: RegExp | null,
    ...claims: string[],
  ]
  const expected: Row[] = [
    [
      'zhang-yi.on-break-even',
      'zhipu',
      /研发.*资金.*收入.*偏小.*盈亏平衡/,
      /revenue is still small.*R&D.*money.*break-even is some way off/,
      null,
      'zhang-yi OPINION L13',
    ],
    [
      'zhang-yi.on-breaking-even-under-pressure',
      'zhipu',
      /更稳.*盈亏平衡.*标尺/,
      /firmer; break-even is a key mark of its staying power/,
      /breaks even under the double pressure/,
      'zhang-yi CONDITIONAL L13',
    ],
    [
      'zhang-yi.on-large-customers',
      'zhipu',
      /大型政府机构和企业.*早.*商业模式.*上市/,
      /large government bodies and enterprises.*early.*business model.*listing/,
      null,
      'zhang-yi OPINION L23',
    ],
    [
      'zhang-yi.on-serving-enterprises',
      'zhipu',
      /长远/,
      /strong support for the long run/,
      /keeps improving its products and services/,
      'zhang-yi CONDITIONAL L23',
    ],
    [
      'zhang-xiaorong.on-two-legs',
      'zhipu',
      /两条腿.*API与订阅.*政府、金融、能源/,
      /cloud API and subscriptions.*government, finance and energy/,
      null,
      'zhang-xiaorong OPINION L22',
    ],
    [
      'zhang-xiaorong.on-light-plus-heavy',
      'zhipu, openai',
      /轻重.*OpenAI的轻资产.*更贵.*更慢/,
      /asset-light.*costs more.*slower.*exposed/,
      /if other models spread fast/,
      'zhang-xiaorong OPINION L22',
    ],
    [
      'zhang-xiaorong.on-short-term',
      'zhipu',
      /短期.*港股/,
      /short term.*Hong Kong lacks pure AI stocks/,
      /lists as the first/,
      'zhang-xiaorong FORECAST L24',
    ],
    [
      'zhang-xiaorong.on-two-indicators',
      'zhipu',
      /MaaS.*亏损/,
      /MaaS revenue keeps growing fast.*loss narrows/,
      null,
      'zhang-xiaorong FORECAST L24',
    ],
    [
      'zhang-xiaorong.on-path-to-profit',
      'zhipu',
      /优质科技股/,
      /quality long-term technology stock/,
      /clear path to profit/,
      'zhang-xiaorong CONDITIONAL L24',
    ],
    [
      'zhipu.on-revenue-growth',
      'zhipu',
      /收入.*净亏损.*中国大模型市场.*模型和智能体.*客户.*行业/,
      /revenue growth is the key.*narrow its net loss.*LLM market.*models and agents.*customers.*industries/,
      null,
      'zhipu FORECAST L14 via zhipu-prospectus',
    ],
    [
      'zhipu.on-efficiency',
      'zhipu',
      /效率.*研发.*运营.*一般及行政费用/,
      /efficiency.*R&D.*operations.*general and administrative cost/,
      null,
      'zhipu FORECAST L14 via zhipu-prospectus',
    ],
    [
      'zhipu.on-first-and-largest',
      'zhipu',
      /第一股.*最大的独立/,
      /first LLM stock in the world and the largest independent LLM vendor in China by revenue/,
      null,
      'zhipu SELF_CLAIMED L6',
    ],
    [
      'zhipu.on-business-model',
      'zhipu',
      /MaaS收入.*可以扩展的MaaS.*毛利高、由模型驱动/,
      /only start-up.*defensible.*scalable MaaS.*high-margin, model-driven/,
      null,
      'zhipu SELF_CLAIMED L18',
    ],
    [
      'zhipu.on-cloud-growth',
      'zhipu',
      /记者.*指数级.*付费流量.*国产模型/,
      /reporter.*exponentially.*paid traffic.*all other domestic models/,
      null,
      'zhipu SELF_CLAIMED L19',
    ],
    [
      'zhipu.on-maas-platform',
      'zhipu',
      /记者.*最活跃.*客户.*本地部署.*通用模型/,
      /reporter.*most active.*customers.*local deployment.*not a tailored system/,
      null,
      'zhipu SELF_CLAIMED L19',
    ],
    [
      'insiders.on-break-even',
      'zhipu',
      /收入有限.*盈亏平衡.*创新/,
      /limited.*break-even.*technical barriers by innovating/,
      null,
      '[业内人士] OPINION L4',
    ],
    [
      'shi-feiyue.on-early-commercialization',
      'zhipu',
      /独立.*最先.*研发/,
      /independent.*earliest to commercialise at scale; its losses.*R&D/,
      null,
      opinion(4),
    ],
    [
      'shi-feiyue.on-gold-rush',
      '[大模型行业]',
      /三年.*大模型行业/,
      /three years of gold rush.*suppliers/,
      null,
      opinion(3),
    ],
    [
      'shi-feiyue.on-early-start',
      'zhipu',
      /起步早.*最先上市.*出资/,
      /began early.*lists first and keeps being financed/,
      null,
      opinion(7),
      opinion(16),
    ],
    [
      'shi-feiyue.on-gross-margin',
      'zhipu',
      /亏损.*毛利率/,
      /losses weighed on Zhipu's gross margin/,
      null,
      opinion(11),
    ],
    [
      'shi-feiyue.on-rnd-burden',
      'zhipu',
      /年轻.*收入不多.*研发/,
      /young company with little revenue.*heavy R&D/,
      null,
      opinion(12),
    ],
    [
      'shi-feiyue.on-financing-in-2025',
      'zhipu',
      /2025年.*转淡.*融到/,
      /2025.*wane.*financed all the same/,
      null,
      opinion(17),
    ],
    ['shi-feiyue.on-success-abroad', 'glm-4.5, glm-4.6', /海外走红/, /took off abroad/, null, opinion(20)],
    [
      'shi-feiyue.on-unlisted-peers',
      'openai, anthropic, [国内外其他大模型公司]',
      /国外.*中国的其他/,
      /No foreign and no other Chinese LLM company has listed/,
      null,
      'shi-feiyue REPORTED L3',
    ],
  ]

  it.each(expected)('%s', (key, about, chinese, english, condition, ...claims) => {
    const s = one('statement', key)
    expect([...(s.about ?? []), ...(s.aboutAs ? [`[${s.aboutAs}]`] : [])].join(', ')).toBe(about)
    expect(s.summary['zh-Hans']).toMatch(chinese)
    expect(s.summary.en).toMatch(english)
    expect(Object.keys(s.condition ?? {})).toEqual(condition ? ['zh-Hans', 'en'] : [])
    if (condition) expect(s.condition?.en).toMatch(condition)
    expect(s.speakerTitle).toBe(titles[s.speaker ?? ''])
    expect(s.saidOn).toBeUndefined()
    expect(told(s)).toEqual(claims)
    for (const claim of s.claims) expect(claim.assertedBy ?? claim.assertedAs).toBe(s.speaker ?? s.speakerAs)
  })

  it('has no other', () => expect(all('statement').length).toBe(expected.length))

  it('gives a condition wherever one is claimed', () => {
    for (const s of all('statement'))
      if (s.claims.some((c) => c.modality === 'CONDITIONAL')) expect(s.condition, s.key).toBeDefined()
  })
})
