import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { graphqlPath } from '../graphql/path.ts'
import { examples } from './examples.ts'

/** How a page can be encoded for its way to the browser. */
export type Encoding = 'br' | 'gzip' | 'identity'

const encoders: Record<Encoding, (html: Buffer) => Promise<Buffer>> = {
  br: (html) => promisify(brotliCompress)(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (html) => promisify(gzip)(html, { level: 6 }),
  identity: async (html) => html,
}

/** The playground's page: rendered when first asked for, then kept in each encoding that was asked for. */
export class PlaygroundPage {
  #html: Promise<Buffer> | undefined
  readonly #encoded = new Map<Encoding, Promise<Buffer>>()

  /** The page in one encoding. */
  read(encoding: Encoding): Promise<Buffer> {
    let page = this.#encoded.get(encoding)
    if (!page) {
      this.#html ??= render()
      page = this.#html.then(encoders[encoding])
      this.#encoded.set(encoding, page)
    }
    return page
  }
}

async function render(): Promise<Buffer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const options = {
    title: 'Tupu 图谱',
    endpoint: graphqlPath,
    defaultTabs: examples.map((query) => ({ query })),
  }
  return Buffer.from(renderGraphiQL(options))
}
