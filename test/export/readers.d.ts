// What the tests use of readers that bring no types of their own.

declare module 'n3' {
  type Term = { termType: string; value: string; language?: string; datatype?: { value: string } }
  export type Quad = { subject: Term; predicate: Term; object: Term; graph: Term }
  export class Parser {
    constructor(options: { format: string })
    parse(text: string): Quad[]
  }
}

declare module 'jsonld' {
  const jsonld: {
    toRDF(document: object, options: { format: 'application/n-quads' }): Promise<string>
    expand(document: object): Promise<Record<string, unknown>[]>
  }
  export default jsonld
}
