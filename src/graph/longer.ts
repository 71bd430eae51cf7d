import type { FoundPaths, PathQuestion } from './paths.ts'
import { against, Levels, type Way, type Web } from './web.ts'

/**
 * Paths of two or more links that may be longer than the shortest. It grows the sets of nodes that can be reached in 1, 2, … links from either end, the smaller
 * first; where they meet, there may be a path that passes no node twice.
 */
export class Longer {
  readonly #web: Web
  readonly #question: PathQuestion
  readonly #ahead: Levels
  readonly #behind: Levels
  #left: number
  #spent = false

  constructor(web: Web, question: PathQuestion) {
    this.#web = web
    this.#question = question
    this.#left = question.budget
    this.#ahead = new Levels(web.nodes)
    this.#behind = new Levels(web.nodes)
    this.#ahead.set(0, [question.from])
    this.#behind.set(0, [question.to])
  }

  /** Adds paths from this length on to those that were found already. */
  search(length: number, paths: number[][]): FoundPaths {
    const { maxHops, first } = this.#question
    for (; length <= maxHops && paths.length < first; length++) {
      if (!this.#grow(length)) return { paths, complete: !this.#spent }
      if (!this.#collect(length, paths)) return { paths, complete: false }
    }
    return { paths, complete: true }
  }

  /** Reaches far enough for paths of this length; false if there can't be any, or the budget is spent. */
  #grow(length: number): boolean {
    const [ahead, behind] = [this.#ahead, this.#behind]
    const { from, to, way } = this.#question
    const isEnd = (node: number) => node === from || node === to
    while (ahead.lists.length + behind.lists.length - 2 < length) {
      const [front, back] = [ahead.lists.at(-1)!, behind.lists.at(-1)!]
      // Each end makes its first step before the other makes its second, so that both ends themselves are met only once.
      const first = ahead.lists.length === 1 || (behind.lists.length > 1 && front.length <= back.length)
      const side = first ? ahead : behind
      const reached = this.#next(first ? front : back, first ? way : against(way))
      if (!reached) return false
      const level = side.lists.length
      side.set(
        level,
        reached.filter((node) => !isEnd(node)),
      )
      if (side.lists[level]!.length === 0) return false
    }
    return true
  }

  #next(nodes: readonly number[], way: Way): number[] | null {
    const reached = this.#web.next(nodes, way, this.#left)
    this.#left -= reached.length
    this.#spent = this.#left < 0
    return this.#spent ? null : reached
  }

  /** Adds paths of this length; false if the budget is spent. */
  #collect(length: number, paths: number[][]): boolean {
    const on = this.#between(length)
    if (on === null) return false
    if (on.lists.length === 0) return true
    return this.#walk(length, on, [this.#question.from], paths)
  }

  /** Which nodes can stand at which place of a path of this length. */
  #between(length: number): Levels | null {
    const [ahead, behind] = [this.#ahead, this.#behind]
    const { way, to } = this.#question
    const middle = ahead.lists.length - 1
    const on = new Levels(this.#web.nodes)
    const [front, back] = [ahead.lists[middle]!, behind.lists[length - middle]!]
    const met =
      front.length < back.length
        ? front.filter((node) => behind.has(length - middle, node))
        : back.filter((node) => ahead.has(middle, node))
    if (met.length === 0) return on
    on.set(middle, met)
    for (let i = middle - 1; i > 0; i--) {
      const before = this.#next(on.lists[i + 1]!, against(way))
      if (!before) return null
      on.set(
        i,
        before.filter((node) => ahead.has(i, node)),
      )
    }
    for (let i = middle + 1; i < length; i++) {
      const after = this.#next(on.lists[i - 1]!, way)
      if (!after) return null
      on.set(
        i,
        after.filter((node) => behind.has(length - i, node)),
      )
    }
    on.set(length, [to])
    return on
  }

  #walk(length: number, on: Levels, path: number[], paths: number[][]): boolean {
    const at = path.length
    if (at > length) {
      paths.push([...path])
      return true
    }
    const reached = this.#next([path.at(-1)!], this.#question.way)
    if (!reached) return false
    const candidates = reached.filter((node) => on.has(at, node) && !path.includes(node))
    for (const node of this.#web.sorted(candidates)) {
      path.push(node)
      const within = this.#walk(length, on, path, paths)
      path.pop()
      if (!within) return false
      if (paths.length >= this.#question.first) return true
    }
    return true
  }
}
