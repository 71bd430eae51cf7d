import { instant } from '../src/records/values.ts'
import { Modality, words } from './vocabulary.ts'

const sorted = (list: unknown): string[] | null => (list ? [...new Set(list as string[])].sort(byCodePoint) : null)
const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
const order = words(Modality)

/** A view as ids and cursors carry it: base64url of its four arguments in one fixed writing; empty for the default view. */
export const scopes = {
  encode(args: Readonly<Record<string, unknown>>): string {
    const modality = args.modality ? order.filter((word) => (args.modality as string[]).includes(word)) : null
    const view = [
      args.validOn ?? null,
      args.knownAt ? instant(args.knownAt as string, 'end') : null,
      sorted(args.accordingTo),
      modality,
    ]
    return view.every((part) => part === null) ? '' : Buffer.from(JSON.stringify(view)).toString('base64url')
  },
  decode(token: string): Readonly<Record<string, unknown>> {
    const view = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[]
    const [validOn, knownAt, accordingTo, modality] = view
    const args = { validOn, knownAt, accordingTo, modality }
    if (view.length !== 4 || scopes.encode(args) !== token) throw new Error('not a view')
    return args
  },
}
