// The demo government as its script writes it.
import { readFileSync } from 'node:fs'

/** Names of the bodies with these codes, by language. */
export function bodyNames(codes) {
  const script = readFileSync(new URL('../../../app/demo/government.toml', import.meta.url), 'utf8')
  return Object.fromEntries(codes.map(code => {
    const part = script.split('[[body]]').find(b => b.includes(`code = "${code}"`))
    const value = (field, language) => {
      const [, table] = new RegExp(`^${field} = \\{(.*)\\}`, 'm').exec(part)
      return new RegExp(`${language} = "([^"]*)"`).exec(table)[1]
    }
    const of = field => Object.fromEntries(['kk', 'ru', 'en'].map(language => [language, value(field, language)]))
    return [code, { name: of('name'), short: of('short_name') }]
  }))
}
