import type { TupuRecord } from '../../src/records/record.ts'

const places = [
  '北京',
  '上海',
  '深圳',
  '杭州',
  '广州',
  '成都',
  '武汉',
  '西安',
  '苏州',
  '南京',
  '重庆',
  '天津',
  '长沙',
  '厦门',
]
const trades = [
  '科技',
  '信息',
  '生物',
  '医药',
  '新材料',
  '投资',
  '智能',
  '网络',
  '能源',
  '电子',
  '软件',
  '传媒',
  '环保',
  '物流',
]
const signs = [
  ...'华中金银海天龙凤安康瑞祥通达信诚远大国泰民丰盛昌隆和顺美佳润泽云山河湖星辰月明光辉宏伟建业创新联合众智慧思源博雅文启',
]
const family = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏飞']
const starts = [
  'An',
  'Bel',
  'Cor',
  'Del',
  'Em',
  'Fal',
  'Gan',
  'Hel',
  'In',
  'Jor',
  'Kel',
  'Lum',
  'Mor',
  'Nor',
  'Or',
  'Pel',
  'Quan',
  'Ros',
  'Sol',
  'Tor',
]
const middles = ['a', 'e', 'i', 'o', 'u', 'ari', 'eno', 'ito', 'ulo', 'ane', 'iro', 'ota']
const ends = ['thra', 'dex', 'lio', 'mark', 'nix', 'pha', 'quest', 'rion', 'sys', 'tech', 'via', 'wave', 'xon', 'zen']
const words = ['Capital', 'Holdings', 'Technology', 'Partners', 'Ventures', 'Energy', 'Systems', 'Group']

/** Numbers that look random and are the same each time. */
function draws(): (below: number) => number {
  let state = 0x9e3779b9
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** Entities with so many names: companies by a full and a short name, people, and companies with Latin names. */
export function* named(names: number): Generator<TupuRecord> {
  const draw = draws()
  const of = <T>(list: readonly T[]): T => list[draw(list.length)]!
  for (let n = 0, made = 0; made < names; n++) {
    const key = `made-${n}`
    const short = of(signs) + of(signs) + (draw(3) ? '' : of(signs)) + of(trades)
    if (n % 4 < 2) {
      const full = `${of(places)}${short}${draw(2) ? '股份' : ''}有限公司`
      yield {
        record: 'entity',
        key,
        kind: 'COMPANY',
        names: [
          { text: full, lang: 'zh-Hans', type: 'OFFICIAL' },
          { text: short, lang: 'zh-Hans', type: 'SHORT' },
        ],
        identifiers: [{ scheme: 'made', value: String(1_000_000 + n) }],
      }
      made += 2
    } else {
      const isPerson = n % 4 === 2
      const text = isPerson
        ? of(family) + of(given) + (draw(4) ? of(given) : '')
        : `${of(starts)}${of(middles)}${of(ends)} ${of(words)}${draw(2) ? ' Ltd' : ''}`
      const kind = isPerson ? 'PERSON' : 'COMPANY'
      yield { record: 'entity', key, kind, names: [{ text, lang: isPerson ? 'zh-Hans' : 'en', type: 'OFFICIAL' }] }
      made++
    }
  }
}
