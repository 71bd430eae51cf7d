import type { Expressions } from '../src/plan/expression.ts'
import type { ArgumentSpec, Arguments, Filter, Links, ListField, Ordering } from '../src/plan/fields.ts'
import { RowFields } from '../src/plan/row-fields.ts'
import type { Row } from '../src/plan/statement.ts'
import { fold } from '../src/records/fold.ts'
import { inTurn, shownLanguages } from '../src/records/language.ts'
import * as tables from '../src/store/tables.ts'
import { codecs } from './scalars.ts'
import { languageTag, Modality, words } from './vocabulary.ts'

type LanguageWord = keyof typeof languageTag

/** The fields of a type over a table. */
export const fieldsOf = <T extends tables.Table>(table: T): RowFields<T> => new RowFields(table, codecs)

export const langArgument: Readonly<Record<string, ArgumentSpec>> = {
  lang: {
    type: 'Language',
    default: 'ZH_HANS',
    description:
      'The language wanted; a missing one is replaced by the first that is there of Simplified, Traditional, English, any. A place tells the script (zh-CN, zh-TW); plain zh stands in for both.',
  },
}

/** The languages in which to look, the asked one first. */
function languages(args: Arguments): LanguageWord[] {
  const asked = (args.get('lang')?.sample as LanguageWord | null | undefined) ?? 'ZH_HANS'
  return [asked, ...(Object.keys(languageTag) as LanguageWord[]).filter((word) => word !== asked)]
}

/** The language that a text of this tag is shown for. */
const languageShown = (x: Expressions, tag: string): string =>
  x.choose(
    shownLanguages.map(([language, tags]) => [
      x.or(x.among(tag, tags), x.and(x.gt(tag, x.text(`${language}-`)), x.lt(tag, x.text(`${language}.`)))),
      x.text(language),
    ]),
    tag,
  )

/** An order of texts by the preference of their languages, and behind these by the languages themselves. */
export function byLanguage(x: Expressions, tag: string, args: Arguments): string[] {
  const shown = languageShown(x, tag)
  return [x.rank(shown, inTurn(languages(args).map((word) => languageTag[word]))), shown]
}

/** A text that is kept in one column for each language: `summary_zh_hans`, `summary_zh_hant`, `summary_en`. */
export const localized =
  (stem: string) =>
  (x: Expressions, row: Row, args: Arguments): string =>
    x.coalesce(...languages(args).map((word) => row.col(`${stem}_${word.toLowerCase()}`)))

/** Conditions on such a text in any language. To fold a text takes longer than to read a row. */
export const localizedFilter = (stem: string): Filter => ({
  input: 'TextFilter',
  rows: 30,
  condition: (x, row, given) => {
    const texts = Object.keys(languageTag).map((word) => row.col(`${stem}_${word.toLowerCase()}`))
    const some = (meets: (text: string) => string) => x.surely(x.or(...texts.map((text) => meets(x.folded(text)))))
    return x.and(
      ...[...given.fields()].map(([operator, value]) => {
        if (operator === 'isNull') return value.sample ? x.isNull(x.coalesce(...texts)) : x.isSet(x.coalesce(...texts))
        if (operator === 'in') return some((text) => x.isIn(text, x.list(value, fold)))
        const wanted = x.value(value, fold)
        if (operator === 'contains') return some((text) => x.contains(text, wanted))
        if (operator === 'startsWith') return some((text) => x.begins(text, wanted))
        return some((text) => x.eq(text, wanted))
      }),
    )
  },
})

const modalities = words(Modality)

/** Order by modality: the best first. */
export const modalityOrdering = (modality: (x: Expressions, row: Row) => string): Ordering => ({
  keys: [{ expr: (x, row) => x.rank(modality(x, row), modalities), nullable: false }],
  text: modality,
  decode: (text) => {
    const rank = (modalities as readonly (string | null)[]).indexOf(text)
    if (rank < 0) throw new Error('not a modality')
    return [rank]
  },
})

/** The modality of the best claim of a fact that the view shows. */
export const bestModality = (x: Expressions, fact: Row): string =>
  x.first(tables.claim, {
    where: (c) => x.eq(c.col('fact_id'), fact.col('id')),
    order: (c) => [x.rank(c.col('modality'), modalities)],
    value: (c) => c.col('modality'),
  })

/** A list through a table that keeps its order, such as the sources that a claim goes back to. */
export const through = (link: tables.Table, near: string, far: string): Pick<ListField, 'match' | 'sort'> => ({
  match: (x, row, parent) =>
    x.isIn(
      row.col('id'),
      x.select(link, far, (l) => x.eq(l.col(near), parent.col('id')), { all: true }),
    ),
  sort: (x, row, parent) => [
    x.first(link, {
      where: (l) => x.and(x.eq(l.col(near), parent.col('id')), x.eq(l.col(far), row.col('id'))),
      order: (l) => [l.col('position')],
      value: (l) => l.col('position'),
      all: true,
    }),
  ],
})

type Way = 'in' | 'out' | readonly [kinds: readonly string[], way: 'in' | 'out']

/** Links by relations of these kinds that are not negated: from this entity (`out`), to it (`in`), or a choice for each kind. */
export function byRelations(kinds: readonly string[], ...ways: Way[]): Links {
  const far = (way: 'in' | 'out') =>
    way === 'out' ? { near: 'from_id', far: 'to_id' } : { near: 'to_id', far: 'from_id' }
  return {
    table: tables.relation,
    type: 'Relation',
    where: (x, link) => x.and(x.among(link.col('kind'), kinds), x.no(link.col('negated'))),
    ways: ways.map((way) =>
      typeof way === 'string'
        ? far(way)
        : { ...far(way[1]), where: (x: Expressions, link: Row) => x.among(link.col('kind'), way[0]) },
    ),
  }
}
