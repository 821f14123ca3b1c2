// The portal's own words, read from the locales of its components: a test presses the button that says what the language
// of the page calls it, so a word that changes breaks nothing and a word that is missing is found.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('../../../', import.meta.url).pathname

/** Folders of all components that have words. */
function localeFolders() {
  const under = folder => readdirSync(join(root, folder), { withFileTypes: true }).filter(e => e.isDirectory()).map(e => join(root, folder, e.name, 'web/locales'))
  const folders = [join(root, 'kernel/web/locales'), ...under('foundation'), ...under('components')]
  return folders.filter(folder => {
    try {
      return readdirSync(folder).length > 0
    } catch {
      return false
    }
  })
}

/** Messages of one file: key → text as written; attributes as `key.attribute`. */
function parse(text) {
  const found = new Map()
  let key = null
  let owner = null
  for (const line of text.split('\n')) {
    const message = /^([a-zA-Z][\w-]*) =\s?(.*)$/.exec(line)
    const attribute = /^ {4}\.([\w-]+) =\s?(.*)$/.exec(line)
    if (message) {
      owner = message[1]
      key = owner
      found.set(key, message[2])
    } else if (attribute && owner) {
      key = `${owner}.${attribute[1]}`
      found.set(key, attribute[2])
    } else if (/^\s+\S/.test(line) && key) {
      found.set(key, `${found.get(key)}\n${line.trim()}`)
    } else if (!/^\s*$/.test(line)) {
      key = null
      owner = null
    }
  }
  return found
}

const words = Object.fromEntries(['kk', 'ru', 'en'].map(language => {
  const all = new Map()
  for (const folder of localeFolders()) {
    for (const [key, text] of parse(readFileSync(join(folder, `${language}.ftl`), 'utf8'))) all.set(key, text)
  }
  return [language, all]
}))

/** Keys of all messages, without attributes. */
export const keys = new Set([...words.kk.keys()].filter(key => !key.includes('.')))

/** The message in this language. Only for messages without selectors: what depends on numbers is looked at, not computed. */
export function word(language, key, args = {}) {
  const text = words[language].get(key)
  if (text === undefined) throw new Error(`no message ${key} in ${language}`)
  if (text.includes('->')) throw new Error(`${key} has a selector`)
  return text.replace(/\{ \$(\w+) \}/g, (_, name) => {
    if (!(name in args)) throw new Error(`${key} needs ${name}`)
    return String(args[name])
  })
}

/** A pattern for the message whatever its arguments are. */
export function pattern(language, key) {
  const text = words[language].get(key)
  if (text === undefined || text.includes('->')) throw new Error(`no plain message ${key} in ${language}`)
  return new RegExp(text.split(/\{ \$\w+ \}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'))
}

/** Raw keys that show through in a text: a message that has no words. */
export function rawKeys(text) {
  const found = text.match(/(?<![\w/.@-])[a-z]+(?:-[a-z0-9_]+)+(?![\w/@])/g) ?? []
  const prefixes = new Set([...keys].map(key => key.split('-')[0]))
  return [...new Set(found)].filter(token => keys.has(token) || (prefixes.has(token.split('-')[0]) && token.split('-').length > 2))
}
