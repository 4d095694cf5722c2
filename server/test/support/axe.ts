import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

type Violation = {
  rule: string
  impact: 'serious' | 'critical'
  /** What is wrong, in axe's words. */
  help: string
  /** One line per element: its selector, its HTML shortened, and what to mend. */
  elements: string[]
}

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * The serious and critical accessibility findings of the page as it stands; empty when there are none.
 *
 * axe runs in an isolated world: the page's content security policy does not reach it and the page cannot see it.
 * Compare with `assert.deepEqual(await axe(page), [])`, so that a failure prints the findings.
 */
export async function axe(page: Page): Promise<Violation[]> {
  const cdp = await page.context().newCDPSession(page)
  try {
    const { frameTree } = await cdp.send('Page.getFrameTree')
    const { executionContextId: contextId } = await cdp.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'axe',
    })
    const evaluate = async (expression: string): Promise<unknown> => {
      const answer = await cdp.send('Runtime.evaluate', {
        expression,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      })
      if (answer.exceptionDetails !== undefined)
        throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text)
      return answer.result.value
    }
    await evaluate(`${await source};undefined`)
    const found = await evaluate(`axe.run(document, { resultTypes: ['violations'] }).then((r) => JSON.stringify(r))`)
    const results: AxeResults = JSON.parse(String(found))
    return results.violations.flatMap(readable)
  } finally {
    await cdp.detach()
  }
}

function readable({ id, impact, help, nodes }: AxeResults['violations'][number]): Violation[] {
  if (impact !== 'serious' && impact !== 'critical') return []
  const elements = nodes.map(
    (node) =>
      `${node.target.join(' ')} ${node.html.slice(0, 120)} ${(node.failureSummary ?? '').replaceAll(/\s+/g, ' ')}`,
  )
  return [{ rule: id, impact, help, elements }]
}
