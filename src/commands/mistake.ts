import { ConfigError } from '../config.ts'

/** Something that the one who started Tupu has to put right; told as a sentence, without a stack. */
export class Mistake extends Error {
  override readonly name = 'Mistake'
}

/** Runs a command and ends the process with exit code 1 and a sentence if it fails. */
export async function orMistake(command: () => void | Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(sentenceOf(error))
    process.exitCode = 1
  }
}

/** What went wrong, for people. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Mistake || error instanceof ConfigError) return error.message
  const { message, code, address, port, syscall } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${address} is in use by another program; stop that one or set PORT to a free port.`
  }
  if (code === 'EACCES' && syscall === 'listen') {
    return `Port ${port} may not be used by this user; set PORT to one above 1023.`
  }
  if (code === 'EADDRNOTAVAIL' || (code === 'ENOTFOUND' && syscall === 'getaddrinfo')) {
    return `This machine has no address ${address ?? 'of that name'}; set HOST to one of its own.`
  }
  return message ?? String(error)
}
