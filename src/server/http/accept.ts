/** The media types in which GraphQL is answered; which of those that are wanted alike comes first. */
export const answered = ['application/json', 'application/graphql-response+json', 'text/event-stream'] as const

const otherCharset = /^charset=(?!"?utf-8"?$)/

type Range = { readonly type: string; readonly weight: number }

/** The ranges of an `Accept` header; those without a weight that is a number, or in another charset than UTF-8, count as not there. */
function rangesOf(accept: string): Range[] {
  return accept
    .toLowerCase()
    .split(',')
    .flatMap((range) => {
      const [type = '', ...parameters] = range.replace(/\s/g, '').split(';')
      const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
      return Number.isNaN(weight) || parameters.some((parameter) => otherCharset.test(parameter))
        ? []
        : [{ type, weight }]
    })
}

/**
 * Which of some media types an `Accept` header wants most: for each the most precise range counts. Of those with one weight the first
 * in the header wins, then the first of the list. Undefined if it accepts none.
 */
export function preferred<Type extends string>(accept: string, types: readonly Type[]): Type | undefined {
  const ranges = rangesOf(accept)
  let best: { type: Type; weight: number; place: number } | undefined
  for (const type of types) {
    const precise = [type, `${type.slice(0, type.indexOf('/'))}/*`, '*/*']
    const wanted = precise.find((range) => ranges.some((given) => given.type === range))
    const place = ranges.findIndex((given) => given.type === wanted)
    const weight = ranges[place]?.weight ?? 0
    const isBetter = !best || weight > best.weight || (weight === best.weight && place < best.place)
    if (weight > 0 && isBetter) best = { type, weight, place }
  }
  return best?.type
}
