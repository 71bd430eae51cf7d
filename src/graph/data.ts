import type { KnownData } from './known.ts'

const NODE_BITS = 26

/** What fits into the arrays. */
export const MOST_NODES = 2 ** NODE_BITS
export const MOST_KINDS = 31

/** Numbers that other threads can share. */
export const ints = (length: number) => new Int32Array(new SharedArrayBuffer(length * 4))

/** A node and the kind of the link that leads to it, in one number. */
export const packed = (node: number, kind: number): number => (kind << NODE_BITS) | node
export const nodeOf = (link: number): number => link & (MOST_NODES - 1)
export const kindOf = (link: number): number => link >>> NODE_BITS

/**
 * The links between nodes in both directions. Those that go out from node `n` stand in `out` from `outAt[n]` to
 * `outAt[n + 1]`, what is known of each at the same place of the columns; those that come in likewise in `in`, with their
 * place among the outgoing ones in `inLink`. A column is null where all links have the usual value.
 */
export type AdjacencyData = {
  readonly version: number
  readonly nodes: number
  readonly links: number
  readonly kinds: readonly string[]
  readonly nodeKinds: readonly string[]
  /** The place of each node in the order of keys. */
  readonly rank: Int32Array
  readonly nodeKind: Uint8Array
  readonly outAt: Int32Array
  readonly inAt: Int32Array
  readonly out: Int32Array
  readonly in: Int32Array
  readonly inLink: Int32Array
  /** Row ids of the links. */
  readonly ids: Int32Array
  /** When each is known, as a number of an entry in `known`. */
  readonly times: Int32Array | null
  readonly known: KnownData
  /** Days such as 20250131; 0 where unknown. */
  readonly validFrom: Int32Array | null
  readonly validLast: Int32Array | null
}

/** The room that so many nodes and links take, in bytes: all columns counted, and what searches mark nodes with. */
export const bytesOf = (nodes: number, links: number): number => nodes * 21 + links * 28
