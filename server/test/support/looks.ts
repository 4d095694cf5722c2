import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const looks = fileURLToPath(new URL('../../../var/looks', import.meta.url))

/**
 * When `SHANJU_LOOKS` is set, saves the whole page as `var/looks/<name>-360.png` (a phone) and `<name>-1440.png` (a desk)
 * for a person to look at; otherwise does nothing. The window has its former size again afterwards.
 */
export async function look(
  page: Page,
  name: string,
  { wanted = Boolean(process.env.SHANJU_LOOKS), folder = looks } = {},
): Promise<void> {
  if (!wanted) return
  await mkdir(folder, { recursive: true })
  const before = page.viewportSize()
  for (const [width, height] of [
    [360, 740],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true })
  }
  if (before !== null) await page.setViewportSize(before)
}
