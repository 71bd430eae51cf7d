const SPACE = 32
const DASH = 45
const SLASH = 47
const ZERO = 48

/** The bytes of one text after another, in memory that is used again: all that many would leave behind grows the process. */
class Bytes {
  protected buffer = Buffer.alloc(0)
  protected at = 0

  /** Goes to the beginning of a text of which each character is a byte. */
  begin(text: string, at = 0): void {
    if (text.length >= this.buffer.length) this.buffer = Buffer.allocUnsafeSlow(text.length * 2 + 1)
    this.buffer.write(text, 'latin1')
    this.buffer[text.length] = SPACE
    this.at = at
  }
}

/** Whole numbers of a JSON list, one after another. */
export class Numbers extends Bytes {
  override begin(text: string): void {
    super.begin(text, 1)
  }

  next(): number {
    const { buffer } = this
    let { at } = this
    let value = 0
    for (let byte = buffer[at++]!; byte >= ZERO && byte < ZERO + 10; byte = buffer[at++]!)
      value = value * 10 + byte - ZERO
    this.at = at
    return value
  }
}

/** Fields of a text with spaces between, that may be of several parts with slashes between. */
export class Fields extends Bytes {
  #end = SPACE
  #last = new Uint8Array(0)
  #lastRead = 0

  /** Takes a day: `2025-01-31` as 20250131. 0 where there is nothing. */
  day(): number {
    const { buffer } = this
    let { at } = this
    let value = 0
    let byte = buffer[at++]!
    for (; byte > SPACE && byte !== SLASH; byte = buffer[at++]!) if (byte !== DASH) value = value * 10 + byte - ZERO
    this.at = at
    this.#end = byte
    return value
  }

  /** Whether the field has another part. */
  get goesOn(): boolean {
    return this.#end === SLASH
  }

  /** Takes a field, read by a function of its text; that of one like the last is known already. */
  read(of: (text: string) => number): number {
    const { buffer, at: start } = this
    const last = this.#last
    let at = start
    let same = true
    for (let byte = buffer[at]!; byte > SPACE; byte = buffer[++at]!) same &&= byte === last[at - start]
    this.at = at + 1
    if (same && at - start === last.length) return this.#lastRead
    this.#last = Uint8Array.from(buffer.subarray(start, at))
    this.#lastRead = of(buffer.toString('latin1', start, at))
    return this.#lastRead
  }
}
