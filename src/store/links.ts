/** The links between nodes, as they stand in one snapshot of a database. A node is named by its row id. */
export interface LinkReader {
  /** Changes with every commit that changes a link: two readers of the same version read the same links. */
  readonly version: number
  /** One more than the largest row id of a node. */
  readonly nodes: number
  /** At most this many links are read. */
  readonly links: number
  /** The kinds that links are of; each is named by its place here. */
  readonly kinds: readonly string[]
  /** Times in which links are known. The first is a usual one, others follow as they are met. */
  readonly times: readonly Time[]
  /** The row ids of nodes in the order of their keys. */
  eachNode(take: (id: number) => void): void
  /** The nodes of each kind. */
  eachNodeKind(take: (kind: string, id: number) => void): void
  /** Reads all links that can lead anywhere and go out from these nodes, the last included. */
  part(first: number, last: number): LinkPart
  /** When a link whose knowledge has gaps is known, in order. */
  stretches(id: number): readonly Stretch[]
}

/** In milliseconds, the end not included. */
export type Stretch = readonly [from: number, to: number]

/** With gaps, it is not known all the time. */
export type Time = { readonly stretch: Stretch; readonly gaps: boolean }

/** Some links that were read, by the node that they go out from. */
export type LinkPart = { readonly count: number; each(take: LinkTaker): void }

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

/** What a module exports for work on links that is done in threads of its own. */
export interface LinkWork {
  /** Makes something of the links; `help` has the other function called with what it is given, in one more thread. */
  default(reader: LinkReader, help: (shared: unknown) => Promise<unknown>): Promise<unknown>
  /** The reader may be of a later snapshot. */
  help(reader: LinkReader, shared: unknown): unknown
}
