import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = import.meta.dirname

/**
 * The verifier as one HTML file that needs no network, with the given policy inside (or none, and then the page asks for
 * one). No bundler: types are stripped, each module becomes a function scope, and what runs can be read in the file.
 * @param names public names by id or account, to be shown beside them
 */
export function buildPage(policy = '', names: Readonly<Record<string, string>> = {}): string {
  if (policy.includes('</')) throw new RangeError('a policy cannot hold a closing tag')
  const script = bundle(join(HERE, 'src/page/main.ts'))
  const style = readFileSync(join(HERE, 'src/page/page.css'), 'utf8')
  const fill: Record<string, string> = {
    style,
    script,
    policy,
    // Names are free text: nothing in them may end the element they stand in.
    names: JSON.stringify(names).replaceAll('<', '\\u003c'),
    'style-hash': hashOf(style),
    'script-hash': hashOf(script),
  }
  const template = readFileSync(join(HERE, 'src/page/page.html'), 'utf8')
  return template.replaceAll(/\/\*([a-z-]+)\*\//g, (_, name: string) => fill[name] ?? '')
}

/** All modules an entry reaches, in the order they must run, as one script. */
export function bundle(entry: string): string {
  const names = new Map<string, string>()
  const open = new Set<string>()
  const out: string[] = []
  visit(entry)
  const script = `'use strict';\n${out.join('\n')}\n`
  if (script.includes('</script')) throw new Error('a module holds a closing script tag')
  return script

  function visit(file: string): string {
    const known = names.get(file)
    if (known !== undefined) return known
    if (open.has(file)) throw new Error(`${file}: modules import one another in a circle`)
    open.add(file)
    const { code, imports, exports } = readModule(file)
    const uses = imports.map(({ from, names: list }) => `const {${list}} = ${visit(resolve(file, from))}`)
    const name = `m${names.size}`
    names.set(file, name)
    out.push(`const ${name} = (() => {`, ...uses, code, `return {${exports.join(', ')}}`, '})();')
    return name
  }
}

interface Module {
  readonly code: string
  readonly imports: readonly { readonly from: string; readonly names: string }[]
  readonly exports: readonly string[]
}

const IMPORT = /^import \{([^}]*)\} from '([^']+)';?$/gm
/** Names given at the end of a module, as libraries are built: `export { a as b }`. A default export is somebody else's way in. */
const EXPORT_LIST = /^export \{([^}]*)\};?$/gm
const EXPORT_DEFAULT = /^export default [A-Za-z_$][\w$]*;?$/gm
const EXPORT = /^export (?=(?:async )?(?:function\*?|const|class) ([A-Za-z_$][\w$]*))/gm

/** The few forms our modules use; anything else is refused, so nothing is silently dropped. */
function readModule(file: string): Module {
  const source = stripTypeScriptTypes(readFileSync(file, 'utf8'))
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{2,}/g, '\n')
  const imports = [...source.matchAll(IMPORT)].map(([, names = '', from = '']) => ({
    from,
    names: names
      .replaceAll(/\s+/g, ' ')
      .replaceAll(' as ', ': ')
      .replaceAll(/(?:, *)+/g, ', ')
      .replace(/^[ ,]+/, ''),
  }))
  const listed = [...source.matchAll(EXPORT_LIST)].flatMap(([, names = '']) => names.split(',').flatMap(exported))
  const exports = [...[...source.matchAll(EXPORT)].map(([, name = '']) => name), ...listed]
  const code = [IMPORT, EXPORT_LIST, EXPORT_DEFAULT]
    .reduce((text, form) => text.replaceAll(form, ''), source)
    .replaceAll(EXPORT, '')
  const left = /^(?:import|export)\b.*$/m.exec(code)?.[0]
  if (left !== undefined) throw new Error(`${file}: a form the page's build does not know: ${left}`)
  return { code, imports, exports }
}

/** `a as b` in a list of exports, as a property of what the module returns. */
function exported(text: string): string[] {
  const [name, as] = text.trim().split(' as ')
  if (!name) return []
  return [as === undefined ? name : `${as}: ${name}`]
}

function resolve(file: string, from: string): string {
  return from.startsWith('.') ? join(dirname(file), from) : fileURLToPath(import.meta.resolve(from))
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

if (import.meta.main) {
  const [policyFile] = process.argv.slice(2)
  const target = join(HERE, 'dist/verify.html')
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, buildPage(policyFile === undefined ? '' : readFileSync(policyFile, 'utf8')))
  process.stdout.write(`${target}\n`)
}
