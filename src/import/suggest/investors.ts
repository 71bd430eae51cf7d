import { amountOf, currencyIn, type Guess, NOTHING } from './guess.ts'

type Node = Record<string, unknown>

/** What a row says of an investment besides who invested in whom. */
export type Deal = { readonly when?: Guess | undefined; readonly sum?: Guess | undefined }

const cell = ({ name }: Guess, more: Node = {}): Node => ({ column: name, trim: true, none: NOTHING, ...more })

/** The investors of a table of companies, with what they put into them. One who is named as a company is that company. */
export function investorsOf(
  investors: readonly Guess[],
  { when, sum }: Deal,
  company: { readonly key: unknown; readonly stem: string },
): { let: Node; entities: Node[]; relations: Node[] } {
  const found = { let: {} as Node, entities: [] as Node[], relations: [] as Node[] }
  for (const [i, one] of investors.entries()) {
    const name = `investor${i === 0 ? '' : i + 1}`
    const key = `${name}Key`
    if (!one.split) found.let[name] = cell(one)
    const named = one.split ? { item: '.' } : { value: name }
    const made = one.split ? { each: cell(one, { split: one.split }) } : { when: named }
    found.let[key] = { ...named, slug: true, prefix: `${company.stem}-` }
    found.entities.push({ ...made, kind: 'COMPANY', key: { value: key }, names: [{ text: named, lang: one.lang }] })
    found.relations.push({
      ...made,
      kind: 'INVESTED_IN',
      from: { value: key },
      to: company.key,
      ...(when && { validFrom: cell(when, { date: when.formats ?? true }) }),
      ...(sum && { amount: cell(sum, { amount: amountOf(sum) }), currency: currencyIn(sum) }),
    })
  }
  return found
}
