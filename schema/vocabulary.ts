/**
 * Every closed list of words in the graph: one line a word, with its English and Chinese label.
 * The line `NAME: ['label', '标签', 'what it means']` becomes the enum value, its description and the check on import.
 */
export type Term = readonly [english: string, chinese: string, meaning: string]
export type Vocabulary = Readonly<Record<string, Term>>

const terms = <const T extends Vocabulary>(list: T): T => list

export const EntityKind = terms({
  COMPANY: ['Company', '公司', 'A commercial organisation of any legal form'],
  FUND: ['Fund', '基金', 'An investment vehicle, such as a limited partnership that invests'],
  INSTITUTION: [
    'Institution',
    '机构',
    'An organisation that is neither company nor fund: an exchange, a regulator, a medium, a research institute',
  ],
  PERSON: ['Person', '人物', 'A human being'],
  PRODUCT: ['Product', '产品', 'Something an organisation makes or runs: a model, a model series, a platform'],
})

export const SearchKind = terms({
  ...EntityKind,
  SOURCE: ['Source', '来源', 'A document or a body of records, by its title, key, address or a quote from it'],
  STATEMENT: ['Statement', '言论', 'What somebody said, by its summary in any language'],
  EVENT: ['Event', '事件', 'Something that happened, by its title in any language'],
})

export const MatchedBy = terms({
  EXACT: ['exact', '完全匹配', 'The text is a name or title, folded and without the legal form. Score 99 or 100'],
  ALIAS: ['alias', '别名', 'The text is an alias, a former name, an acronym or a transliteration. Score 97 or 98'],
  IDENTIFIER: [
    'identifier',
    '标识符',
    'The text is an identifier or a key (96), or a code of digits with or without its exchange (95) or leading zeros (90), or begins an identifier (80)',
  ],
  PREFIX: ['prefix', '前缀', 'A name or title begins with the text. Score 80 to 94, by how much of it that is'],
  PINYIN: [
    'Pinyin',
    '拼音',
    'The text is how a name is read in Pinyin (79), or how it begins (65 to 74), or how some of it is read (36 to 44), or sounds like it (20 to 34) where nothing else is found. 15 less where a character is seldom read so',
  ],
  INITIALS: ['initials', '首字母', 'The text is the initials of a name (78) or of its beginning (55 to 64)'],
  TEXT: [
    'text',
    '文本',
    'The text stands in a name in one piece (45 to 54), in several (36 to 44) or with its Chinese words apart (28 to 35), or in a title, a summary, a condition or a quote (15 to 44)',
  ],
  FUZZY: [
    'fuzzy',
    '模糊匹配',
    'The text is a name but for small mistakes in its words (5 to 33), or goes on behind a name (10 to 29); only where nothing else is found',
  ],
})

export const RelationKind = terms({
  INVESTED_IN: ['invested in', '投资', 'from put money into to; product and amount belong to the deal'],
  OWNS: ['owns', '持有', 'from holds shares or control of to'],
  SUBSIDIARY_OF: ['subsidiary of', '子公司', 'from is controlled by to'],
  SUCCESSOR_OF: ['successor of', '承继', 'from carries on what to was'],
  MEMBER_OF: ['member of', '成员', 'from belongs to the group or association to'],
  PARTNER_OF: ['partner of', '合作伙伴', 'from and to work together; holds in both directions'],
  INTEGRATES: ['integrates', '接入', 'from builds a product of to into its own; product says which'],
  COMPETES_WITH: ['competes with', '竞争', 'from and to are rivals; holds in both directions'],
  COMPARED_WITH: ['compared with', '对比', 'somebody likens or contrasts from with to'],
  PRODUCES: ['produces', '出品', 'from makes or runs the product to'],
  VERSION_OF: ['version of', '版本', 'the product from is a version or member of the series to'],
  LISTED_ON: ['listed on', '上市于', 'from has its shares listed on the exchange to'],
  DIRECTOR_OF: ['director of', '董事', 'the person from sits on the board of to'],
  EXECUTIVE_OF: ['executive of', '高管', 'the person from leads to or a part of it; title says as what'],
  EMPLOYED_BY: ['employed by', '任职于', 'the person from works for to'],
  FOUNDED: ['founded', '创立', 'from founded to'],
  ANALYST_AT: ['analyst at', '分析师', 'the person from is an analyst of to'],
  REPORTS_FOR: ['reports for', '记者', 'the person from reports for the medium to'],
  EDITS_FOR: ['edits for', '编辑', 'the person from edits for the medium to'],
  LINKED_TO: ['linked to', '关联', 'a tie that the source does not define more closely'],
})

/** What links entities besides relations. */
export const SharedKind = terms({
  SHARED_STATEMENT: ['shared statement', '共同言论', 'one said it of the other, or somebody said it of both'],
  SHARED_SOURCE: ['shared source', '共同来源', 'one document tells of both'],
})

export const Metric = terms({
  REVENUE: ['revenue', '营业收入', 'Income from ordinary business in the period, in currency'],
  NET_INCOME: ['net income', '净利润', 'Profit after tax in the period, in currency'],
  NET_LOSS: ['net loss', '净亏损', 'Loss after tax in the period, in currency, written as a positive number'],
  ADJUSTED_NET_LOSS: [
    'adjusted net loss',
    '经调整净亏损',
    'Net loss without the items the issuer takes out, in currency, written as a positive number',
  ],
  GROSS_MARGIN: ['gross margin', '毛利率', 'Gross profit divided by revenue, in percent'],
  RND_EXPENSE: ['R&D expense', '研发投入', 'Spending on research and development in the period, in currency'],
  REVENUE_CAGR: [
    'revenue CAGR',
    '收入年复合增长率',
    'Compound annual growth rate of revenue over the period, in percent',
  ],
  ANNUAL_RECURRING_REVENUE: [
    'annual recurring revenue',
    '年度经常性收入',
    'ARR: recurring revenue scaled to one year, in currency',
  ],
  MARKET_SHARE: ['market share', '市场份额', 'Share of the market that scope names, in percent'],
  RANK: ['rank', '排名', 'Place in the order that scope names; 1 is first'],
  VALUATION: ['valuation', '估值', 'What the whole is said to be worth, in currency'],
  FUNDING_AMOUNT: ['funding amount', '融资额', 'Money raised, in currency'],
  DEVELOPER_COUNT: ['developers', '开发者数', 'Number of developers'],
  PAYING_USER_COUNT: ['paying users', '付费用户数', 'Number of users who pay'],
  CUSTOMER_COUNT: ['customers', '客户数', 'Number of customers'],
  DEVICE_COUNT: ['devices', '设备数', 'Number of end-user devices'],
  FUNDING_ROUND_COUNT: ['funding rounds', '融资次数', 'Number of financings closed in the period'],
  RELEASE_INTERVAL: ['release interval', '发布间隔', 'Time between two releases, in the unit given'],
  OTHER: ['other', '其他', 'A metric outside this list: concept names it as an XBRL QName'],
})

export const Modality = terms({
  REPORTED: ['reported', '据实', 'A record or a filing says so, or the source tells it as fact'],
  SELF_CLAIMED: ['self-claimed', '自称', 'The party says it of itself'],
  INFERRED: ['inferred', '推断', 'Somebody worked it out'],
  FORECAST: ['forecast', '预测', 'Said of the future'],
  CONDITIONAL: ['conditional', '有条件', 'Holds only if something else does'],
  OPINION: ['opinion', '观点', 'A judgement'],
})

export const Precision = terms({
  EXACT: ['exact', '准确', 'The number as printed'],
  ABOUT: ['about', '约', 'Near the number'],
  MORE_THAN: ['more than', '超过', 'Above the number: value = low, high is null'],
  AT_LEAST: ['at least', '不少于', 'The number or more: value = low, high is null'],
  LESS_THAN: ['less than', '不足', 'Below the number: value = high, low is null'],
  AT_MOST: ['at most', '不超过', 'The number or less: value = high, low is null'],
  BETWEEN: ['between', '介于', 'From low to high: value is null'],
  UNKNOWN: ['unknown', '未知', 'The source has the figure but not its value: value is null'],
})

export const DatePrecision = terms({
  DAY: ['day', '日', 'The day is known'],
  MONTH: ['month', '月', 'The month is known'],
  QUARTER: ['quarter', '季度', 'The quarter is known: earliest to latest'],
  HALF_YEAR: ['half-year', '半年', 'The half-year is known: earliest to latest'],
  YEAR: ['year', '年', 'The year is known'],
  BEFORE: ['before', '不晚于', 'At the latest on the day latest'],
  AFTER: ['after', '不早于', 'At the earliest on the day earliest'],
  BETWEEN: ['between', '介于', 'On a day from earliest to latest'],
  UNKNOWN: ['unknown', '未知', 'Nothing is known of the date'],
})

export const Basis = terms({
  AS_REPORTED: ['as reported', '按报告', 'As the accounts or the source state it'],
  ADJUSTED: ['adjusted', '经调整', 'Without the items that the issuer takes out'],
  ANNUALIZED: ['annualized', '年化', 'Scaled to a year'],
})

export const Unit = terms({
  CURRENCY: ['currency', '货币', 'Money in full units of currency, not thousands'],
  CURRENCY_PER_SHARE: ['currency per share', '每股货币', 'Money for one share'],
  PERCENT: ['percent', '百分比', 'Hundredths: 54.6 is 54.6 %'],
  PURE: ['pure number', '纯数', 'A number without a unit'],
  RANK: ['rank', '名次', 'A place in an order'],
  PERSON: ['persons', '人', 'A count of people'],
  COMPANY: ['companies', '家', 'A count of companies'],
  DEVICE: ['devices', '台', 'A count of devices'],
  ROUND: ['rounds', '笔', 'A count of financings'],
  SHARE: ['shares', '股', 'A count of shares'],
  DAY: ['days', '天', 'A stretch of days'],
  MONTH: ['months', '个月', 'A stretch of months'],
  YEAR: ['years', '年', 'A stretch of years'],
  OTHER: ['other', '其他', 'A unit outside this list'],
})

export const SourceKind = terms({
  ARTICLE: ['article', '文章', 'A piece in a newspaper or magazine'],
  PROSPECTUS: ['prospectus', '招股书', 'An offering document or post-hearing information pack'],
  MARKET_RESEARCH: ['market research', '市场研究', 'Data or a report of a research firm'],
  BUSINESS_REGISTRY: ['business registry', '工商登记', 'Records of a company register'],
  FILING: ['filing', '公告', 'A filing with an exchange or a regulator'],
  DATASET: ['dataset', '数据集', 'A file or database of records'],
  MEDIA_REPORT: ['media report', '媒体报道', 'A report known only through another source'],
  WEB_PAGE: ['web page', '网页', 'A page on the web'],
})

export const EventKind = terms({
  LISTING_STARTED: ['listing started', '启动上市', 'The way to a listing begins'],
  FILING_PUBLISHED: ['filing published', '披露文件', 'A filing is made public'],
  HEARING_PASSED: ['hearing passed', '通过聆讯', 'The listing committee of an exchange hears and passes the applicant'],
  LISTING: ['listing', '上市', 'Shares begin to trade'],
  FUNDING_ROUND: ['funding round', '融资轮次', 'A financing closes'],
  ACQUISITION: ['acquisition', '收购', 'One party takes over another'],
  COMMERCIALIZATION: ['commercialization', '商业化', 'Something begins to be sold'],
  BUSINESS_LAUNCH: ['business launch', '业务启动', 'A line of business begins'],
  PRODUCT_RELEASE: ['product release', '产品发布', 'A product comes out'],
  OTHER: ['other', '其他', 'An event outside this list'],
})

export const ParticipantRole = terms({
  SUBJECT: ['subject', '主体', 'The party that the event happens to or that acts'],
  VENUE: ['venue', '场所', 'The exchange or body at which it happens'],
  PUBLISHER: ['publisher', '发布方', 'The party that makes something public'],
  PRODUCT: ['product', '产品', 'The product that the event is about'],
  ISSUER: ['issuer', '融资方', 'The party that raises money'],
  INVESTOR: ['investor', '投资方', 'A party that puts money in'],
  ACQUIRER: ['acquirer', '收购方', 'The party that takes over'],
  TARGET: ['target', '被收购方', 'The party that is taken over'],
  OTHER: ['other', '其他', 'A part outside this list'],
})

export const PropertyName = terms({
  COUNTRY: ['country', '国家', 'Country of the seat, as an ISO 3166-1 alpha-2 code'],
  INDUSTRY: ['industry', '行业', 'Line of business, in the words or code of the source'],
  FOUNDED_ON: ['founded on', '成立日期', 'Date of foundation, maybe partial'],
  DISSOLVED_ON: ['dissolved on', '注销日期', 'Date of dissolution, maybe partial'],
  STATUS: ['status', '状态', 'Status in a register, in the words of the source'],
  WEBSITE: ['website', '网站', 'Address of the home page'],
  ADDRESS: ['address', '地址', 'Postal address'],
  LEGAL_FORM: ['legal form', '法律形式', 'Legal form, in the words of the source'],
  DESCRIPTION: ['description', '简介', 'What the entity is, in a sentence; lang says in which language'],
  CODE: ['code', '代码', 'A code that another entity has, too, such as the VAT number of a group: scheme and value'],
  TYPE: ['type', '类型', 'What sort of entity it is in the words of the source, where they say more than its kind'],
})

export const NameType = terms({
  OFFICIAL: ['official', '正式名称', 'The full or legal name, or the only one'],
  SHORT: ['short', '简称', 'A shortened form in common use'],
  ALIAS: ['alias', '别名', 'Another name in use'],
  FORMER: ['former', '曾用名', 'A name no longer used'],
  ACRONYM: ['acronym', '缩写', 'Made of initial letters'],
  TRANSLITERATION: ['transliteration', '音译', 'The sound written in another script'],
})

export const Completeness = terms({
  COMPLETE: ['complete', '完整', 'The source says that the list is whole'],
  PARTIAL: ['partial', '不完整', 'The source says, or implies by "and others", that there are more'],
  UNKNOWN: ['unknown', '未知', 'No source says whether there are more'],
})

/** Languages that texts can be asked in, with their BCP 47 tags, in the order in which a missing one is replaced. */
export const Language = terms({
  ZH_HANS: ['Simplified Chinese', '简体中文', 'BCP 47 tag zh-Hans'],
  ZH_HANT: ['Traditional Chinese', '繁體中文', 'BCP 47 tag zh-Hant'],
  EN: ['English', '英文', 'BCP 47 tag en'],
})
export const languageTag: Record<keyof typeof Language, string> = { ZH_HANS: 'zh-Hans', ZH_HANT: 'zh-Hant', EN: 'en' }

/** The relation kinds that make a person's role in an organisation. */
export const roleKinds = [
  'EXECUTIVE_OF',
  'DIRECTOR_OF',
  'EMPLOYED_BY',
  'FOUNDED',
  'ANALYST_AT',
  'REPORTS_FOR',
  'EDITS_FOR',
] as const

/** The relation kinds that hold in both directions. */
export const mutualKinds = ['PARTNER_OF', 'COMPETES_WITH'] as const

/** The entity kinds that are organizations. */
export const organizationKinds = ['COMPANY', 'FUND', 'INSTITUTION'] as const

/** The words of a vocabulary, in its order. */
export const words = <T extends Vocabulary>(list: T): [keyof T & string, ...(keyof T & string)[]] =>
  Object.keys(list) as [keyof T & string, ...(keyof T & string)[]]
