import { type Guess, NOTHING } from './guess.ts'

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
    found.let[name] = cell(one)
    found.let[key] = { value: name, slug: true, prefix: `${company.stem}-` }
    found.entities.push({
      when: { value: name },
      kind: 'COMPANY',
      key: { value: key },
      names: [{ text: { value: name }, lang: one.lang }],
    })
    found.relations.push({
      when: { value: name },
      kind: 'INVESTED_IN',
      from: { value: key },
      to: company.key,
      ...(when && { validFrom: cell(when, { date: when.formats ?? true }) }),
      ...(sum && { amount: cell(sum, { amount: true }), currency: sum.currency }),
    })
  }
  return found
}
