/** Raised when an export can't be made as it was asked for; the message is one sentence for people. */
export class ExportError extends Error {
  override readonly name = 'ExportError'
}
