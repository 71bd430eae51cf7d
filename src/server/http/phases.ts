import type { Exchange } from './exchange.ts'

/** A step of answering a request; says whether the request is answered, so that no later phase runs. */
export type Phase = (exchange: Exchange) => boolean | Promise<boolean> | Later

/**
 * Says so when it is known: cheaper than a promise for what every request waits for. Calls one of the two once, or none
 * where the client is gone.
 */
export type Later = (done: (answered: boolean) => void, failed: (error: unknown) => void) => void

/** Runs the phases from one on until one answers. Most say so at once, so that something is waited for only where it must be. */
export function runPhases(
  phases: readonly Phase[],
  exchange: Exchange,
  failed: (error: unknown, exchange: Exchange) => void,
  from = 0,
): void {
  try {
    for (let i = from; i < phases.length; i++) {
      const answered = phases[i]!(exchange)
      if (answered === true) return
      if (answered === false) continue
      const done = (isAnswered: boolean) => isAnswered || runPhases(phases, exchange, failed, i + 1)
      const broken = (error: unknown) => failed(error, exchange)
      if (typeof answered === 'function') answered(done, broken)
      else answered.then(done, broken)
      return
    }
  } catch (error) {
    failed(error, exchange)
  }
}
