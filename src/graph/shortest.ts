import type { PathQuestion } from './paths.ts'
import { against, LEVELS, type Marks, type Way, type Web } from './web.ts'

/** Marks of nodes that stand on paths, behind those of both sides. */
const ON = 2 * LEVELS
const PASSING = 3 * LEVELS

/** The nodes around one end, by their distance from it; `mark` is that of the end itself. */
type Side = { readonly way: Way; readonly mark: number; readonly levels: (readonly number[])[] }

/**
 * The shortest paths between two nodes. It grows the sets of nodes 1, 2, … links away from either end, the one with the smaller edge
 * first, until they meet. Each node is in one set only.
 */
export class Shortest {
  readonly #web: Web
  readonly #marks: Marks
  readonly #ahead: Side
  readonly #behind: Side
  /** How many nodes may still be visited. */
  left: number
  #lastIsAhead = true

  constructor(web: Web, { from, to, way, budget }: PathQuestion) {
    this.#web = web
    this.left = budget
    this.#marks = web.marks(PASSING + 1)
    this.#ahead = this.#side(from, way, 0)
    this.#behind = this.#side(to, against(way), LEVELS)
  }

  #side(end: number, way: Way, mark: number): Side {
    const { met, round } = this.#marks
    met[end] = round + mark
    this.#marks.count++
    return { way, mark, levels: [[end]] }
  }

  /** The length of the shortest path; null if there is none of so few links, or the budget is spent. */
  length(maxHops: number): number | null {
    const [ahead, behind] = [this.#ahead, this.#behind]
    for (let length = 1; length <= maxHops; length++) {
      this.#lastIsAhead = edge(ahead).length <= edge(behind).length
      const { way, mark, levels } = this.#lastIsAhead ? ahead : behind
      const step = this.#web.spread(levels.at(-1)!, way, this.#marks, mark + levels.length, this.left)
      if (step.reached.length > this.left) {
        this.left = -1
        return null
      }
      if (step.meets) return length
      if (step.reached.length === 0) return null
      this.left -= step.reached.length
      this.#marks.count += step.reached.length
      levels.push(step.reached)
    }
    return null
  }

  /** The first of the paths of the length that was found, by the keys of the nodes on them. */
  paths(length: number, first: number): number[][] {
    const marks = this.#meet(length)
    const found: number[][] = []
    const path = [this.#ahead.levels[0]![0]!]
    const walk = () => {
      if (path.length > length) found.push([...path])
      else
        for (const node of this.#web.sorted(this.#onward(path.at(-1)!, marks[path.length]!))) {
          path.push(node)
          walk()
          path.pop()
          if (found.length >= first) return
        }
    }
    walk()
    return found
  }

  /** Marks what stands on a path, from where both sides met back to the first node; the mark at each place of a path. */
  #meet(length: number): number[] {
    const web = this.#web
    const [ahead, behind] = [this.#ahead, this.#behind]
    const [last, next] = [ahead.levels.length - 1, behind.levels.length - 1]
    const marks = Array.from({ length: length + 1 }, (_, i) => (i <= last ? ON + i : behind.mark + length - i))
    let nodes = edge(behind)
    if (this.#lastIsAhead) {
      // The other edge may be far larger: only those on it that this one leads to are looked at.
      marks[last + 1] = ON + last + 1
      nodes = web.among(edge(ahead), ahead.way, this.#marks, behind.mark + next, ON + last + 1)
    }
    for (let i = last; i > 0; i--) nodes = web.among(nodes, behind.way, this.#marks, ahead.mark + i, ON + i)
    return marks
  }

  /** The nodes with the mark that one leads to. */
  #onward(node: number, mark: number): number[] {
    const { met, round } = this.#marks
    const nodes = this.#web.among([node], this.#ahead.way, this.#marks, mark, PASSING)
    for (const one of nodes) met[one] = round + mark
    return nodes
  }
}

const edge = ({ levels }: Side): readonly number[] => levels.at(-1)!
