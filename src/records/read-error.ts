const SHOWN = 20

/** Raised when files can't be taken as they are. Each problem is one line: file, line, field, expected, found. */
export class ReadError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    const more = problems.length > SHOWN ? [`… and ${problems.length - SHOWN} more`] : []
    super([...problems.slice(0, SHOWN), ...more].join('\n'))
    this.name = 'ReadError'
    this.problems = problems
  }
}
