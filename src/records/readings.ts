import { createRequire } from 'node:module'

/** More readings of a character than this are rare ones. */
const MOST = 3

type Pinyin = typeof import('pinyin-pro').pinyin

let pinyin: Pinyin | undefined

/** The Pinyin readings of a character without tones, the most common first; ü is v. The dictionary is loaded when first needed. */
export function readingsOf(character: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(character)) return []
  pinyin ??= (createRequire(import.meta.url)('pinyin-pro') as { pinyin: Pinyin }).pinyin
  const all = pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true })
  return [...new Set(all)].filter((reading) => /^[a-z]+$/.test(reading)).slice(0, MOST)
}

const SYLLABLES = new Set(
  `a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha chai chan
  chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang
  dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga
  gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hng hong hou hu hua
  huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong
  kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu long lou lu luan lun
  luo lv lve m ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu n na nai nan nang nao ne nei nen neng ng ni
  nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou
  pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa sai
  san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song
  sou su suan sui sun suo ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen
  weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun
  za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui
  zhun zhuo zi zong zou zu zuan zui zun zuo`.split(/\s+/),
)

export const isSyllable = (letters: string): boolean => SYLLABLES.has(letters)

/** More ways to read letters as syllables than this are not looked at. */
const WAYS = 8

/** The ways to read letters as syllables; the last one of each may be cut short, and is empty where it is not. */
export function syllables(letters: string): readonly { whole: readonly string[]; cut: string }[] {
  const ways: { whole: string[]; cut: string }[] = []
  const walk = (at: number, whole: string[]): void => {
    if (ways.length >= WAYS) return
    if (at === letters.length) {
      ways.push({ whole, cut: '' })
      return
    }
    for (let end = Math.min(at + 6, letters.length); end > at; end--) {
      const syllable = letters.slice(at, end)
      if (SYLLABLES.has(syllable)) walk(end, [...whole, syllable])
    }
    const rest = letters.slice(at)
    if (rest.length < 6 && !SYLLABLES.has(rest) && begins(rest)) ways.push({ whole, cut: rest })
  }
  if (letters.length <= 64 && /^[a-z]+$/.test(letters)) walk(0, [])
  return ways
}

const beginnings = new Set([...SYLLABLES].flatMap((syllable) => [...syllable].map((_, i) => syllable.slice(0, i + 1))))
const begins = (letters: string) => beginnings.has(letters)
