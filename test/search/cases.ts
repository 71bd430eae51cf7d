/** A name as it is stored, what a person types, the key of the one that is expected or a namesake, at which place at the latest, and by what. */
export type Case = {
  readonly stored: string
  readonly typed: string
  readonly key: string
  readonly place: number
  readonly by: string
}

const of = (
  key: string,
  stored: string,
  ...typed: readonly (readonly [typed: string, by: string, place?: number])[]
): Case[] => typed.map(([text, by, place = 1]) => ({ stored, typed: text, key, place, by }))

/** The cases hold on the founding data, alone and among many thousand others. */
export const cases: readonly Case[] = [
  ...of(
    'zhipu',
    '智谱',
    ['智谱', 'EXACT'],
    ['智譜', 'EXACT'],
    ['zhipu', 'EXACT'],
    ['zhi pu', 'EXACT'],
    ["zhi'pu", 'EXACT'],
    ['ZHIPU', 'EXACT'],
    ['ｚｈｉｐｕ', 'EXACT'],
    ['zp', 'INITIALS', 10],
    ['Z.ai', 'ALIAS'],
    ['z.AI', 'ALIAS'],
    ['zai', 'ALIAS'],
    ['智譜(pǔ)', 'EXACT'],
    ['智譜（pǔ）', 'EXACT'],
    ['智(zhì)譜(pǔ)', 'EXACT'],
    ['“智谱”', 'EXACT'],
    [' 智 谱 ', 'EXACT'],
    ['Zhipu AI', 'EXACT'],
    ['Zhipu AI Co., Ltd.', 'EXACT'],
    ['智谱有限公司', 'EXACT'],
    ['zhip', 'PREFIX'],
    ['谱', 'TEXT', 3],
    ['智', 'PREFIX', 3],
    ['智普', 'PINYIN'],
  ),
  ...of(
    'iflytek',
    '科大讯飞',
    ['科大讯飞', 'EXACT'],
    ['科大訊飛', 'EXACT'],
    ['kdxf', 'INITIALS'],
    ['KDXF', 'INITIALS'],
    ['讯飞', 'TEXT'],
    ['訊飛', 'TEXT'],
    ['科大', 'PREFIX'],
    ['kedaxunfei', 'PINYIN'],
    ['ke da xun fei', 'PINYIN'],
    ['kedaxunf', 'PINYIN'],
    ['xunfei', 'PINYIN', 3],
    ['iflytek', 'EXACT'],
    ['iflytec', 'FUZZY'],
    ['ifly', 'PREFIX'],
  ),
  ...of(
    'zhangjiang-group',
    '张江集团',
    ['张江', 'PREFIX', 3],
    ['張江', 'PREFIX', 3],
    ['张江集团', 'EXACT'],
    ['张江集团有限公司', 'EXACT'],
    ['zhangjiang', 'PREFIX', 3],
    ['zjjt', 'INITIALS', 10],
  ),
  ...of(
    'huafa-group',
    '华发集团',
    ['华发', 'PREFIX', 3],
    ['華發', 'PREFIX', 3],
    ['huafa', 'PREFIX', 10],
    ['华发集团', 'EXACT'],
  ),
  ...of(
    'pudong-venture-capital',
    '浦东创投集团',
    ['浦东创投', 'EXACT'],
    ['浦東創投', 'EXACT'],
    ['浦东创投集团', 'EXACT'],
    ['浦东', 'PREFIX', 5],
    ['创投', 'TEXT', 10],
    ['pdct', 'INITIALS', 5],
    ['pudongchuangtou', 'PINYIN'],
    ['Pudong Venture', 'PREFIX'],
    ['venture pudong', 'TEXT'],
    ['pvcg', 'INITIALS', 5],
    ['Pudong Ventrue Capital Group', 'FUZZY'],
  ),
  ...of(
    'anthropic',
    'Anthropic',
    ['Anthropic', 'EXACT'],
    ['anthropic', 'EXACT'],
    ['Anthopic', 'FUZZY'],
    ['Antrhopic', 'FUZZY'],
    ['Anthroppic', 'FUZZY'],
    ['Amthropic', 'FUZZY'],
    ['anth', 'PREFIX'],
  ),
  ...of('openai', 'OpenAI', ['openai', 'EXACT'], ['OPEN AI', 'EXACT'], ['opneai', 'FUZZY'], ['ope', 'PREFIX']),
  ...of('minimax', 'MiniMax', ['minimax', 'EXACT'], ['mini', 'PREFIX'], ['minmax', 'FUZZY']),
  ...of('vercel', 'Vercel', ['vercel', 'EXACT'], ['vercell', 'FUZZY'], ['ver', 'PREFIX', 3]),
  ...of('hkex', 'HKEX', ['hkex', 'ALIAS'], ['HKEX', 'ALIAS']),
  ...of(
    'zhang-yi',
    '张毅',
    ['张毅', 'EXACT', 5],
    ['張毅', 'EXACT', 5],
    ['zhang yi', 'ALIAS', 5],
    ['zhangyi', 'ALIAS', 5],
  ),
]
