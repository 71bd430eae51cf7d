import { expectValid } from './schemas.ts'

export type Candidate = {
  id: string
  name: string
  description: string
  score: number
  match: boolean
  type: { id: string; name: string }[]
  features: { id: string; value: number | boolean }[]
}
export type Results = Record<string, { result: Candidate[]; message?: string }>

/** Sends a form as OpenRefine does. */
export function post(url: string, form: Record<string, string>): Promise<Response> {
  return fetch(`${url}/reconcile`, { method: 'POST', body: new URLSearchParams(form) })
}

/** Answers of a batch, which are as the published schema has them. */
export async function reconcile(url: string, queries: Record<string, object>): Promise<Results> {
  expectValid('reconciliation-query-batch', queries)
  const response = await post(url, { queries: JSON.stringify(queries) })
  const body = await response.json()
  if (response.status !== 200) throw new Error(`${response.status} ${JSON.stringify(body)}`)
  expectValid('reconciliation-result-batch', body)
  return body as Results
}

/** The candidates of one query. */
export async function candidates(url: string, query: object): Promise<Candidate[]> {
  return (await reconcile(url, { q: query })).q!.result
}
