import TokenType from '@streamparser/json/utils/types/tokenType.js'

/** Whether there is what rows are looked for in, until the first row is found: a list without items is no mistake, a way that leads nowhere is. */
export class Whereabouts {
  readonly #steps: readonly string[]
  readonly #open: { readonly list: boolean; readonly on: boolean; key: string; members: boolean }[] = []
  readonly #top: string[] = []
  #text = ''
  #empty = false

  constructor(steps: readonly string[]) {
    this.#steps = steps
  }

  /** What the document has instead, in words; undefined if nothing is amiss. */
  get instead(): string | undefined {
    if (this.#empty) return undefined
    return this.#top.length > 0 ? `only ${this.#top.join(', ')} at the top` : 'none'
  }

  take(kind: TokenType, value: unknown): void {
    const inside = this.#open.at(-1)
    if (kind === TokenType.RIGHT_BRACE || kind === TokenType.RIGHT_BRACKET) {
      const { on, members } = this.#open.pop()!
      if (on && !members && this.#steps[this.#open.length] === '*') this.#empty = true
      return
    }
    if (inside) inside.members = true
    if (kind === TokenType.STRING) this.#text = String(value)
    else if (kind === TokenType.COLON && inside) {
      inside.key = this.#text
      if (this.#open.length === 1 && this.#top.length < 10) this.#top.push(this.#text)
    } else if (kind === TokenType.COMMA && inside?.list) inside.key = String(Number(inside.key) + 1)
    else if (kind === TokenType.LEFT_BRACE || kind === TokenType.LEFT_BRACKET) {
      const step = this.#steps[this.#open.length - 1]
      const on = !inside || (inside.on && (step === '*' || step === inside.key))
      this.#open.push({ list: kind === TokenType.LEFT_BRACKET, on, key: '0', members: false })
    }
  }
}
