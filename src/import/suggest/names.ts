import type { EntityRecord } from '../../records/record.ts'

type NameType = EntityRecord['names'][number]['type']

/** Headers of a further name of what a row is about, with what it is to the first. Any other header may be of something else, such as a concept. */
const FURTHER: readonly (readonly [NameType, RegExp])[] = [
  ['FORMER', /(^|[^a-z])(former(ly)?|previous(ly)?|old|original)([^a-z]|$)|曾用|原名|旧称|旧名|更名前/i],
  ['ACRONYM', /(^|[^a-z])(acronym|abbr(ev(iation)?)?)([^a-z]|$)|缩写/i],
  ['SHORT', /(^|[^a-z])(short|brief)([^a-z]|$)|简称|证券名称|股票名称/i],
  [
    'ALIAS',
    /(^|[^a-z])(alias(es)?|aka|full|legal|official|registered|trad(e|ing)|brand|display|local|native|english|chinese|en|cn|zh)([^a-z]|$)|别名|别称|又名|全称|英文|中文|外文|繁体|注册名|法定名|品牌|商号|字号/i,
  ],
]

/** A header without the number that one of several with the same words has. */
const words = (header: string) => header.replace(/[\s_]*[(]?\d+[)]?$/, '')

/** What a name beside a first one is to it; undefined if the headers don't say that it is a name of the same. */
export const furtherName = (header: string, first: string): NameType | undefined =>
  FURTHER.find(([, pattern]) => pattern.test(header))?.[0] ?? (words(header) === words(first) ? 'ALIAS' : undefined)

/** Whether a header says that what stands below it is a name beside another. */
export const isFurther = (header: string): boolean => FURTHER.some(([, pattern]) => pattern.test(header))
