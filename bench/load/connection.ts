import { connect, type Socket } from 'node:net'

const HEADERS_END = Buffer.from('\r\n\r\n')
const EMPTY = Buffer.alloc(0)

/** What is read from any connection is looked at before the next is read, so that all can be read into one place. */
const place = Buffer.alloc(256 * 1024)

/** What came back: its status and how long its body is; the body itself only on its first bytes, to be looked at when asked. */
export type Answer = { readonly status: number; readonly length: number }

/** One kept-alive HTTP/1.1 connection that has one request under way at a time, with as little work as it can. */
export class Connection {
  readonly #socket: Socket
  readonly #onAnswer: (answer: Answer) => void
  #held: Buffer = EMPTY
  /** Bytes of the body that are still to come; -1 while headers are awaited. */
  #left = -1
  #chunked = false
  #status = 0
  #length = 0

  constructor(port: number, onAnswer: (answer: Answer) => void, onError: (error: Error) => void) {
    this.#onAnswer = onAnswer
    const callback = (length: number, bytes: Uint8Array) => {
      this.#take((bytes as Buffer).subarray(0, length))
      return true
    }
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer: place, callback } })
    this.#socket.on('error', onError)
    this.#socket.on('close', () => onError(new Error('the server closed the connection')))
  }

  send(request: Buffer): void {
    this.#socket.write(request)
  }

  close(): void {
    this.#socket
      .removeAllListeners('close')
      .removeAllListeners('error')
      .on('error', () => {})
      .destroy()
  }

  #take(data: Buffer): void {
    const bytes = this.#held.length === 0 ? data : Buffer.concat([this.#held, data])
    this.#held = EMPTY
    if (this.#left >= 0) this.#body(bytes)
    else this.#headers(bytes)
  }

  #headers(bytes: Buffer): void {
    const end = bytes.indexOf(HEADERS_END)
    if (end < 0) {
      this.#held = Buffer.from(bytes)
      return
    }
    const headers = bytes.toString('latin1', 0, end)
    this.#status = Number(headers.slice(9, 12))
    this.#length = 0
    const length = /\r\ncontent-length: *(\d+)/i.exec(headers)
    this.#chunked = length === null
    this.#left = length === null ? 0 : Number(length[1])
    if (length !== null) this.#length = this.#left
    this.#body(bytes.subarray(end + 4))
  }

  #body(bytes: Buffer): void {
    if (this.#chunked) this.#chunks(bytes)
    else {
      this.#left -= bytes.length
      if (this.#left <= 0) this.#done()
    }
  }

  #chunks(bytes: Buffer): void {
    let at = 0
    for (;;) {
      const end = bytes.indexOf('\r\n', at)
      if (end < 0) break
      const size = Number.parseInt(bytes.toString('latin1', at, end), 16)
      if (bytes.length < end + 2 + size + 2) break
      this.#length += size
      at = end + 2 + size + 2
      if (size > 0) continue
      this.#done()
      return
    }
    this.#held = Buffer.from(bytes.subarray(at))
  }

  #done(): void {
    this.#left = -1
    this.#onAnswer({ status: this.#status, length: this.#length })
  }
}
