/** The media types of an answer in one piece. */
const types = ['application/graphql-response+json', 'application/json']
const mostKept = 100
const kept = new Map<string, string | undefined>()
let lastHeader: string | undefined
let lastType: string | undefined

/** The type in which Yoga answers in one piece for this header, as it is told; undefined where it streams, or refuses. */
export function answerType(accept: string | undefined): string | undefined {
  const header = accept || '*/*'
  if (header === lastHeader) return lastType
  const type = kept.has(header) ? kept.get(header) : chosen(header)
  if (kept.size < mostKept) kept.set(header, type)
  lastHeader = header
  lastType = type
  return type
}

function chosen(header: string): string | undefined {
  for (const item of header.replace(/\s/g, '').toLowerCase().split(',')) {
    const [range, ...parameters] = item.split(';')
    const charset = parameters.find((parameter) => parameter.includes('charset='))
    if (charset && charset !== 'charset=utf-8') continue
    const [main, sub] = range!.split('/')
    const fitting = types.filter((type) => {
      const [ownMain, ownSub] = type.split('/')
      return (main === '*' || main === ownMain) && (sub === '*' || sub === ownSub)
    })
    if (fitting.length > 0) return `${fitting.at(-1)}; charset=utf-8`
  }
  return undefined
}
