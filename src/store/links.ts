/** The links between nodes, as they stand in one snapshot of a database. A node is named by its row id. */
export interface LinkReader {
  /** Changes with every commit that changes a link. */
  readonly version: number
  /** One more than the largest row id of a node. */
  readonly nodes: number
  /** At most this many links are read. */
  readonly links: number
  /** The row ids of nodes in the order of their keys. */
  eachNode(take: (id: number) => void): void
  /** The nodes of each kind. */
  eachNodeKind(take: (kind: string, id: number) => void): void
  /** All links that can lead anywhere, by the node that they go out from. */
  eachLink(take: LinkTaker): void
  /** When the links whose knowledge has gaps are known: a row for each stretch, in milliseconds, the end not included. */
  eachGap(take: (id: number, from: number, to: number) => void): void
}

/**
 * Takes a link. `kind` is a number in the order of `words`, which grows as kinds are met. `knownFrom` and `knownTo` are in
 * milliseconds, the end not included; the days are numbers such as 20250131, or 0 where unknown.
 */
export type LinkTaker = (
  id: number,
  from: number,
  to: number,
  kind: number,
  words: readonly string[],
  knownFrom: number,
  knownTo: number,
  gaps: boolean,
  validFrom: number,
  validLast: number,
) => void
