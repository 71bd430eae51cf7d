import type { FigureRecord } from '../../records/record.ts'
import { CellError } from './scope.ts'

/** An amount that says more than its number: a currency, how exact it is, or that there is none. */
export class Amount {
  /** The cell, as it stands there. */
  readonly printed: string
  readonly value: string | undefined
  readonly low: string | undefined
  readonly high: string | undefined
  /** Undefined where the cell only says that nothing is told. */
  readonly precision: FigureRecord['precision'] | undefined
  /** The currencies that the cell may mean, the likeliest first; none if it names none. */
  readonly currencies: readonly string[]
  constructor(
    printed: string,
    number: { value?: string; low?: string; high?: string },
    precision: Amount['precision'],
    currencies: readonly string[],
  ) {
    this.printed = printed
    this.value = number.value
    this.low = number.low
    this.high = number.high
    this.precision = precision
    this.currencies = currencies
  }

  /** The same with its numbers as `change` makes them. */
  with(change: (number: string) => string): Amount {
    const numbers = Object.entries({ value: this.value, low: this.low, high: this.high })
    const changed = numbers.flatMap(([name, number]) => (number === undefined ? [] : [[name, change(number)]]))
    return new Amount(this.printed, Object.fromEntries(changed), this.precision, this.currencies)
  }
}

type Made = Record<string, unknown>

const isMoney = ({ unit }: Made) => unit === undefined || unit === 'CURRENCY' || unit === 'CURRENCY_PER_SHARE'

/**
 * Puts what an amount says beside its number into the fields there are for it. What no field holds is returned, as it is printed.
 * Throws CellError if it is in another currency than the one that is there.
 */
export function takeAmount(made: Made, amount: Amount, fields: Readonly<Record<string, unknown>>): string | undefined {
  const { currencies, precision, printed } = amount
  const known = made.currency as string | undefined
  if (known !== undefined && currencies.length > 0 && !currencies.includes(known)) {
    throw new CellError(
      `expected ${known}, which the mapping says, found ${currencies[0]} in ${JSON.stringify(printed)}`,
    )
  }
  if (Object.hasOwn(fields, 'precision') && precision !== undefined && precision !== 'EXACT') {
    made.precision = precision
    if (amount.low !== undefined && amount.high !== undefined) {
      made.low = amount.low
      made.high = amount.high
    }
  }
  const said = amount.value !== undefined || made.precision === 'BETWEEN' || made.precision === 'UNKNOWN'
  if (known === undefined && currencies.length > 0 && said && isMoney(made)) made.currency = currencies[0]
  return precision === 'EXACT' ? undefined : printed
}
