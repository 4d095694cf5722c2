import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { chromium } from './chromium.ts'

type PageOptions = {
  /** Pixels of the window; a desk (1440 × 900) unless told. */
  width?: number
  height?: number
  /** BCP 47; `zh-CN` unless told. */
  locale?: string
  javaScriptEnabled?: boolean
  colorScheme?: 'light' | 'dark'
}

export type TestBrowser = {
  browser: Browser
  /** A page in a context of its own, closed with it: no cookie, cache or service worker is shared with another page. */
  newPage(options?: PageOptions): Promise<Page>
  close(): Promise<void>
}

/**
 * A real browser for a test file: start it in `before`, close it in `after`.
 *
 * It reaches this machine only, as if every other host had no address: a test that needs the world outside is wrong.
 * The clock of its pages is in Asia/Shanghai, like the business dates they show.
 */
export async function withBrowser(): Promise<TestBrowser> {
  const { executable, env } = await chromium()
  const browser = await playwright.launch({
    executablePath: executable,
    // Without a UTF-8 locale it cannot write Chinese file names and calls every download `download`.
    env: { ...process.env, ...env, LC_ALL: 'C.UTF-8' },
    // Pages under test are our own, and a sandbox can start neither as root nor in most containers.
    chromiumSandbox: false,
    args: [
      '--disable-domain-reliability',
      '--no-pings',
      '--font-render-hinting=none',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  })
  return {
    browser,
    newPage: (options = {}) =>
      browser.newPage({
        viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
        locale: options.locale ?? 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        javaScriptEnabled: options.javaScriptEnabled ?? true,
        colorScheme: options.colorScheme ?? 'light',
        // A page is judged at rest: what fades is neither legible nor illegible.
        reducedMotion: 'reduce',
      }),
    close: () => browser.close(),
  }
}
