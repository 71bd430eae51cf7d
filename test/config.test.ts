import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig, settings, unknownVariables } from '../src/config.ts'

const mistakesIn = (environment: Record<string, string>) => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as ConfigError).message.split('\n')
  }
}

describe('the configuration', () => {
  it('has defaults for everything and is frozen', () => {
    const config = readConfig({})
    expect(config).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      database: './data/tupu.db',
      statementTimeout: 5000,
      bodyLimit: 1_048_576,
      maxListSize: 100,
      corsOrigins: [],
      playground: true,
      logLevel: 'info',
      stopTimeout: 10_000,
    })
    expect(Object.isFrozen(config)).toBe(true)
    expect(Object.isFrozen(config.corsOrigins)).toBe(true)
  })

  it('takes an empty value as not given', () => {
    expect(readConfig({ PORT: '', TUPU_LOG_LEVEL: '' })).toEqual(readConfig({}))
  })

  it('says of each wrong value its variable, the value and what was expected', () => {
    expect(mistakesIn({ PORT: '70000' })).toEqual(['PORT is "70000", but a whole number from 0 to 65535 was expected.'])
    expect(
      mistakesIn({
        PORT: '4e3',
        TUPU_MAX_DEPTH: '-1',
        TUPU_MAX_LIST_SIZE: '101',
        TUPU_PLAYGROUND: 'yes',
        TUPU_LOG_LEVEL: 'loud',
        TUPU_CORS_ORIGINS: 'https://a.example/path',
        TUPU_PUBLIC_URL: 'graph.example',
        TUPU_ALLOWED_HOSTS: 'graph.example:80',
      }),
    ).toEqual([
      'PORT is "4e3", but a whole number from 0 to 65535 was expected.',
      'TUPU_ALLOWED_HOSTS is "graph.example:80", but hosts without a port, such as graph.example.org, separated by commas, or * was expected.',
      'TUPU_MAX_DEPTH is "-1", but a whole number from 1 to 200 was expected.',
      'TUPU_MAX_LIST_SIZE is "101", but a whole number from 1 to 100 was expected.',
      'TUPU_CORS_ORIGINS is "https://a.example/path", but origins such as https://example.org, separated by commas, or * was expected.',
      'TUPU_PLAYGROUND is "yes", but "on" or "off" was expected.',
      'TUPU_PUBLIC_URL is "graph.example", but an address without a path, such as https://graph.example.org was expected.',
      'TUPU_LOG_LEVEL is "loud", but one of fatal, error, warn, info, debug, trace, silent was expected.',
    ])
  })

  it('lets headers take no longer than the whole request', () => {
    expect(readConfig({ TUPU_REQUEST_TIMEOUT: '5000' })).toMatchObject({ headersTimeout: 5000, requestTimeout: 5000 })
    expect(readConfig({ TUPU_REQUEST_TIMEOUT: '10001' }).headersTimeout).toBe(10_000)
    expect(mistakesIn({ TUPU_REQUEST_TIMEOUT: '5000', TUPU_HEADERS_TIMEOUT: '6000' })).toEqual([
      'TUPU_HEADERS_TIMEOUT is "6000", but TUPU_REQUEST_TIMEOUT, which holds for headers and body together, is "5000".',
    ])
    expect(mistakesIn({ TUPU_HEADERS_TIMEOUT: '40000' })).toHaveLength(1)
  })

  it('notices misspelt variables', () => {
    expect(unknownVariables({ TUPU_MAX_DEPHT: '7', TUPU_DB: 'x', HOME: '/' })).toEqual(['TUPU_MAX_DEPHT'])
  })
})

describe('the table of settings', () => {
  it('names each variable once, with a sentence', () => {
    const names = settings.map((setting) => setting.name)
    expect(new Set(names).size).toBe(names.length)
    for (const { name, meaning } of settings) {
      expect(name).toMatch(/^(PORT|HOST|TUPU_[A-Z_]+)$/)
      expect(meaning).toMatch(/^[A-Z].*\.$/)
    }
  })
})
