import { parseArgs } from 'node:util'
import { COMMANDS, type Command } from './cli/commands.ts'
import { EXIT } from './exit.ts'
import { VERSION } from './version.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const usage = (): string => `shanju ${VERSION}: the platform for community charity funds (善聚)

Usage: npx shanju <command> [options]

${Object.entries(COMMANDS)
  .map(([name, command]) => `  ${name.padEnd(16)}${command.summary}`)
  .join('\n')}

npx shanju <command> --help tells more. Settings come from the environment: PORT, HOST, DATABASE_URL,
DATABASE_APP_URL, SHANJU_DATA, SHANJU_SECRET.
Exit codes: 0 done · 1 failed or found a fault · 64 wrong words · 65 refused · 69 unavailable · 78 wrong settings`

/** Two-word commands first: `user add`. */
function find(words: readonly string[]): { command: Command; rest: string[] } | undefined {
  for (const length of [2, 1]) {
    const command = COMMANDS[words.slice(0, length).join(' ')]
    if (command) return { command, rest: words.slice(length) }
  }
  return undefined
}

async function run(words: readonly string[]): Promise<number> {
  if (words.length === 0 || words[0] === '--help' || words[0] === 'help') {
    say(usage())
    return words.length === 0 ? EXIT.usage : EXIT.ok
  }
  if (words[0] === '--version') {
    say(VERSION)
    return EXIT.ok
  }
  const found = find(words)
  if (!found) {
    process.stderr.write(`shanju: there is no command "${words.join(' ')}"\n\n${usage()}\n`)
    return EXIT.usage
  }
  if (found.rest.includes('--help')) {
    say(found.command.help)
    return EXIT.ok
  }
  const parsed = read(found.command, found.rest)
  if (typeof parsed === 'string') {
    process.stderr.write(`shanju: ${parsed}\n\n${found.command.help}\n`)
    return EXIT.usage
  }
  return found.command.run(parsed)
}

function read(command: Command, rest: string[]) {
  try {
    const { values, positionals } = parseArgs({ args: rest, options: command.options, allowPositionals: true })
    const missing = command.needs.filter((name) => values[name] === undefined)
    if (missing.length > 0) return `missing: ${missing.map((name) => `--${name}`).join(', ')}`
    if (positionals.length !== command.files) return `expected ${command.files} file name(s)`
    return { values: values as Record<string, string | boolean | undefined>, files: positionals }
  } catch (error) {
    return (error as Error).message
  }
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const { text, exitCode } = (await import('./explain.ts')).explain(error)
  process.stderr.write(`${text}\n`)
  process.exitCode = exitCode
}
