/** The links between nodes, as they stand in one snapshot of a database. A node is named by its row id. */
export interface LinkReader {
  /** Changes with every commit that changes a link: two readers of the same version read the same links. */
  readonly version: number
  /** One more than the largest row id of a node. */
  readonly nodes: number
  /** So many links are read. */
  readonly links: number
  /** The kinds that links are of; each is named by its place here. */
  readonly kinds: readonly string[]
  /** Times in which links are known, as they are met. */
  readonly times: readonly Time[]
  /** The row ids of nodes in the order of their keys. */
  eachNode(take: (id: number) => void): void
  /** The nodes of each kind. */
  eachNodeKind(take: (kind: string, id: number) => void): void
  /** In how many parts the links are. */
  readonly parts: number
  /** Reads those of a part that can lead anywhere; before those that go out from a node come those of nodes with smaller ids. */
  part(at: number, take: LinkTaker): void
  /** When a link whose knowledge has gaps is known, in order. */
  stretches(id: number): readonly Stretch[]
}

/** In milliseconds, the end not included. */
export type Stretch = readonly [from: number, to: number]

/** With gaps, it is not known all the time. */
export type Time = { readonly stretch: Stretch; readonly gaps: boolean }

/**
 * Takes a link. `kind` and `time` are places in the reader's lists;
 * the days are numbers such as 20250131, or 0 where unknown.
 */
export type LinkTaker = (
  id: number,
  from: number,
  to: number,
  kind: number,
  time: number,
  validFrom: number,
  validLast: number,
) => void

/** What a module exports for work on links that is done in a thread of its own. */
export interface LinkWork {
  /** Makes something of the links that can be sent to another thread. */
  default(reader: LinkReader): unknown
}
