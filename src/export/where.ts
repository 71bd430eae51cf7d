import type { TupuRecord } from '../records/record.ts'
import { key, record } from '../records/record.ts'
import type { ExportFilter } from '../store/store.ts'
import { ExportError } from './error.ts'

const FARTHEST = 100

const kinds = record.options.map((option) => option.shape.record.value)

function wrong(text: string, expected: string): ExportError {
  return new ExportError(`--where ${JSON.stringify(text)}: expected ${expected}.`)
}

function keyIn(text: string, value: string): string {
  if (key.safeParse(value).success) return value
  throw wrong(text, `a key behind "=", such as "zhipu", found ${JSON.stringify(value)}`)
}

function entityIn(text: string, value: string): { key: string; hops: number } {
  const [name = '', ...rest] = value.split(',')
  if (rest.length === 0) return { key: keyIn(text, name), hops: 1 }
  const hops = /^hops=(\d{1,3})$/.exec(rest.join(','))?.[1]
  if (hops === undefined || Number(hops) > FARTHEST) {
    throw wrong(text, `entity=KEY or entity=KEY,hops=N with a number from 0 to ${FARTHEST}`)
  }
  return { key: keyIn(text, name), hops: Number(hops) }
}

function kindIn(text: string, value: string): TupuRecord['record'] {
  const kind = kinds.find((one) => one === value)
  if (kind) return kind
  throw wrong(text, `one of ${kinds.join(', ')} behind "=", found ${JSON.stringify(value)}`)
}

/**
 * Reads conditions such as `entity=zhipu,hops=2`, `source=zhipu-prospectus` and `kind=relation`. Of the same sort one has to
 * be met, of each sort that is given at least one. Undefined without any.
 */
export function whereOf(texts: readonly string[]): ExportFilter | undefined {
  const entities: { key: string; hops: number }[] = []
  const sources: string[] = []
  const chosen: TupuRecord['record'][] = []
  for (const text of texts) {
    const [sort, ...rest] = text.split('=')
    const value = rest.join('=')
    if (sort === 'entity') entities.push(entityIn(text, value))
    else if (sort === 'source') sources.push(keyIn(text, value))
    else if (sort === 'kind') chosen.push(kindIn(text, value))
    else throw wrong(text, 'entity=KEY, entity=KEY,hops=N, source=KEY or kind=KIND')
  }
  if (texts.length === 0) return undefined
  const given = <T>(list: T[]) => (list.length > 0 ? list : undefined)
  return { entities: given(entities), sources: given(sources), kinds: given(chosen) }
}
