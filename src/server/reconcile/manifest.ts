import type { Config } from '../../config.ts'
import { graphqlPath } from '../graphql/path.ts'
import type { Exchange } from '../http/exchange.ts'
import { batchSize } from './queries.ts'
import { kindTypes } from './types.ts'

/** Where tables are matched; what else belongs to it lies beneath. */
export const reconcilePath = '/reconcile'
/** What lies beneath the path of the service. */
export const paths = {
  entity: `${reconcilePath}/entity/`,
  preview: `${reconcilePath}/preview`,
  suggestEntity: `${reconcilePath}/suggest/entity`,
  suggestType: `${reconcilePath}/suggest/type`,
  suggestProperty: `${reconcilePath}/suggest/property`,
  properties: `${reconcilePath}/properties`,
} as const

/** The size in which a preview is shown, in pixels. */
export const previewSize = { width: 420, height: 320 }

/** The address under which the client reaches the server, without a path. */
export function addressFor({ request }: Exchange, { publicUrl }: Pick<Config, 'publicUrl'>): string {
  return publicUrl || new URL(`http://${request.headers.host}`).origin
}

/** What the service offers, and where. */
export function manifest(address: string, { playground }: Pick<Config, 'playground'>) {
  const at = (path: string) => ({ service_url: address, service_path: path })
  return {
    versions: ['0.2'],
    name: 'Tupu 图谱',
    identifierSpace: address + paths.entity,
    schemaSpace: `${address}${graphqlPath}#Entity`,
    ...(playground && { documentation: address + graphqlPath }),
    defaultTypes: kindTypes.map(({ id, name }) => ({ id, name })),
    view: { url: `${address}${paths.entity}{{id}}` },
    preview: { url: `${address}${paths.preview}?id={{id}}`, ...previewSize },
    suggest: {
      entity: at(paths.suggestEntity),
      type: at(paths.suggestType),
      property: at(paths.suggestProperty),
    },
    extend: { propose_properties: at(paths.properties), property_settings: [] },
    batchSize,
  }
}
