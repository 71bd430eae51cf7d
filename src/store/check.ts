/** One thing that a check found: the keys of what it is about, and what is wrong with it. */
export type Finding = { readonly keys: readonly string[]; readonly message: string }

/** What came of one check. */
export type CheckOutcome = {
  readonly name: string
  /** Whether what it finds is wrong, or only worth a look. */
  readonly severity: 'problem' | 'note'
  /** What it looks for, such as "facts without a claim". */
  readonly about: string
  /** What to do about what it finds. */
  readonly advice: string
  readonly count: number
  /** The first of what it found. */
  readonly findings: readonly Finding[]
}

export type CheckOptions = {
  readonly path: string
  /** The day of the check: what ended before it is over. */
  readonly today: string
  /** How many findings of each check are kept; all are counted. */
  readonly shown: number
  /** Whether to leave out what takes longest: to compare each index with its table, and to read each record as an import does. */
  readonly quick?: boolean | undefined
}

/** Looks a whole database through, one check after the other; never writes. Throws StoreError where it can't be looked at. */
export type CheckDatabase = (options: CheckOptions) => Iterable<CheckOutcome>
