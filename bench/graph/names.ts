const places = [...'京沪深广杭苏宁汉蓉渝津青厦福锡甬合郑长济']
/** So many that two of them seldom stand together in more than some names, however many names there are. */
const characters = [
  ...'星海云山天华金东北南西中新远大明光晨博智恒瑞鼎盛泰安康达隆兴宏创联合同方正元启航腾飞凌越卓锐思维科汇聚融信诚河辰石川岳林',
  ...'峰源泉江湖波澜涛宇宙环球域界图谱田原野景辉煌曜烁彩虹霞岚霄翔翼羽帆舟桥港湾岸洲岛屿城邦国际通顺和平谐睿哲慧敏春夏秋冬风雨',
  ...'雪霜雷电火水木土日月年时分秒红橙黄绿青蓝紫白黑灰松竹梅兰菊荷桂柏杨柳桃李杏枫桐枝叶花果根芽禾麦稻谷麟凤龙虎鹤鹰雁燕鹏鸿鲲',
  ...'鲸骏马牛羊鹿象玉珠宝珍琥珀翡翠琉璃铜铁银锡钢铝钛晶玻硅磁量子微纳超极精英杰豪雄伟壮强力健美丽雅静逸清澄澈润泽沛沧浩瀚渊厚',
  ...'广阔宽深高峻巍峨崇尚德仁义礼孝忠勇毅坚定承传继续开拓拔萃优良佳好善真实诺言语文书画诗词歌曲琴棋弦音韵律节奏舞影',
]
const trades = ['智能', '科技', '生物', '医药', '能源', '材料', '机器人', '半导体', '软件', '网络', '数据', '航天']
const families = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏飞宇浩然子轩雨欣思远晨曦文博嘉怡']

/** A name for the n-th company, fund or institution; a brand of two characters stands in it, and names seldom repeat. */
export function organisationName(n: number, kind: 'COMPANY' | 'FUND' | 'INSTITUTION'): string {
  const place = places[n % places.length]!
  const brand = brandOf(n)
  const more = characters[(n * 7 + 3) % characters.length]!
  if (kind === 'FUND') return `${place}${brand}${more}创业投资基金`
  if (kind === 'INSTITUTION') return `${brand}${more}研究院`
  return `${place}${brand}${more}${trades[(n >> 2) % trades.length]}有限公司`
}

/** The two characters by which the n-th organisation is known. */
export function brandOf(n: number): string {
  const mixed = Math.imul(n + 1, 2654435761) >>> 0
  return characters[mixed % characters.length]! + characters[(mixed >>> 12) % characters.length]!
}

export const personName = (n: number): string =>
  families[n % families.length]! +
  given[(n * 7 + (n >> 3)) % given.length]! +
  given[(n * 13 + (n >> 5)) % given.length]!

export const sentences = [
  '该公司今年的订单增长快于行业平均水平。',
  '若上游价格回落,毛利率有望改善。',
  '新产品的商业化进度略低于此前预期。',
  '海外市场的收入占比将继续上升。',
  '现金流稳健,短期内没有再融资的压力。',
  '研发投入仍处于高位,盈利拐点尚需等待。',
  '其技术路线与主要对手不同,值得跟踪。',
  '客户集中度偏高,是目前最大的风险。',
]
