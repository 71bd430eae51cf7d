/** The ranges of media types in the order of their weights; what has none is not accepted. */
export function byWeight(accept: string): string {
  const weighed = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim())
    const weight = parameters.find((parameter) => /^q=/i.test(parameter))
    const kept = [type, ...parameters.filter((parameter) => parameter !== weight)].join(';')
    return { kept, weight: weight === undefined ? 1 : Number(weight.slice(2)) }
  })
  const wanted = weighed.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  return wanted.map(({ kept }) => kept).join(', ')
}

const answered = /^(\*\/\*|application\/(\*|json|graphql-response\+json)|text\/event-stream|multipart\/mixed)(;|$)/

/** Whether a range, in small letters and without spaces, holds a media type in which GraphQL is answered. */
export const isAnswered = (range: string): boolean => answered.test(range)
