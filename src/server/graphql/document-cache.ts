import type { DocumentNode } from 'graphql'

const maxCharacters = 500_000
const maxDocuments = 1_000

/** The documents that were used last, bounded in number and in size so that clients can't fill the memory. */
export class DocumentCache {
  readonly #documents = new Map<string, DocumentNode>()
  #characters = 0

  /** The document parsed from this source, if it is still kept. */
  get(source: string): DocumentNode | undefined {
    const document = this.#documents.get(source)
    if (document) {
      this.#documents.delete(source)
      this.#documents.set(source, document)
    }
    return document
  }

  /** Keeps a document, and lets go of those that were not used for longest. */
  set(source: string, document: DocumentNode): void {
    if (this.#documents.has(source)) return
    this.#documents.set(source, document)
    this.#characters += source.length
    for (const [oldest] of this.#documents) {
      if (this.#characters <= maxCharacters && this.#documents.size <= maxDocuments) break
      this.#documents.delete(oldest)
      this.#characters -= oldest.length
    }
  }
}
