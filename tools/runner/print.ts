import type { Outcome } from './outcome.ts'

const colours = process.stdout.isTTY && !process.env.NO_COLOR

function paint(code: number, text: string): string {
  return colours ? `\u001b[${code}m${text}\u001b[0m` : text
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** One line per task as it ends; the full detail of each failure below it. */
export function tellOutcome({ title, passed, failures, seconds }: Outcome): void {
  const time = `${seconds.toFixed(1)} s`
  if (failures.length === 0) {
    say(`${paint(32, '✓')} ${title} ${paint(90, `${passed} · ${time}`)}`)
    return
  }
  say(`${paint(31, '✗')} ${title} ${paint(31, `${failures.length} failed`)}, ${passed} passed · ${time}`)
  for (const failure of failures) say(indent(`${failure.title}\n${indent(failure.detail)}`))
}

/** The totals, after a list of what failed when the details have scrolled away. The last line is the one scripts read. */
export function tellTotals(outcomes: readonly Outcome[], seconds: number): void {
  const failures = outcomes.flatMap((outcome) => outcome.failures)
  if (failures.length > 0) {
    say(`\n${paint(31, 'Failed:')}`)
    for (const failure of failures) say(`  ${failure.title}`)
  }
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  say(`\n${outcomes.length} runs in ${seconds.toFixed(1)} s`)
  say(`${passed} passed, ${failures.length} failed`)
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ')
}
