import type { AddressInfo, Server } from 'node:net'

/** Listens on the port that is asked for and says so on standard output, where the run waits for it. */
export function announce(server: Server): void {
  server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () =>
    console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`),
  )
}
