import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { axe } from './axe.ts'
import { look } from './looks.ts'

/** A person at a browser: acts by labels and names, as people do, and stops to look around. */
export class Walk {
  readonly page: Page
  readonly trouble: string[] = []

  constructor(page: Page) {
    this.page = page
    page.setDefaultTimeout(30_000)
    page.on('pageerror', (error) => this.trouble.push(`script: ${error.message}`))
    page.on('console', (message) => {
      // A refused request is part of many journeys; a refused script or style never is.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.trouble.push(`console: ${message.text()}`)
      }
    })
  }

  /** The page is whole: no script failed, nothing broke the policy, axe finds nothing serious. Pictures on request. */
  async lookAround(name: string): Promise<void> {
    await this.page.waitForLoadState('networkidle')
    await this.settled()
    assert.deepEqual(this.trouble, [], `trouble on ${name}`)
    assert.deepEqual(await axe(this.page), [], `accessibility of ${name}`)
    await look(this.page, name)
  }

  /** What slides or fades has come to rest; what moves for ever (a skeleton breathing) is not waited for. */
  async settled(): Promise<void> {
    await this.page.evaluate(
      `Promise.allSettled(document.getAnimations()
        .filter((each) => each.effect?.getComputedTiming().iterations !== Infinity)
        .map((each) => each.finished)).then(() => undefined)`,
    )
  }

  type(label: string | RegExp, text: string): Promise<void> {
    return this.page.getByLabel(label).first().fill(text)
  }

  /** Buttons of two Chinese characters are set with a gap between them. */
  press(name: string | RegExp): Promise<void> {
    const shown = typeof name === 'string' && name.length === 2 ? new RegExp(`^${[...name].join('\\s*')}$`) : name
    return this.page.getByRole('button', { name: shown }).first().click()
  }

  /** Opens the picker of a form's field, types what is sought and takes the first answer that says so. */
  async pick(field: string, search: string, answer: string | RegExp = search): Promise<void> {
    const box = this.page.locator(`input[id$="_${field}"]`)
    await box.click()
    await box.pressSequentially(search)
    const answers = this.page
      .locator('.ant-select-dropdown:visible')
      .locator('.ant-select-item-option, .ant-select-tree-title')
    await answers.filter({ hasText: answer }).first().click()
  }

  /** Opens a list of fixed choices and takes the one that says so. */
  async choose(field: string, answer: string): Promise<void> {
    await this.page.locator(`input[id$="_${field}"]`).click()
    const answers = this.page.locator('.ant-select-dropdown:visible .ant-select-item-option')
    await answers.filter({ hasText: answer }).first().click()
  }

  /** Types a day into a form's field, as 2026-01-31. */
  async day(field: string, day: string): Promise<void> {
    const box = this.page.locator(`input[id$="_${field}"]`)
    await box.fill(day)
    await box.press('Tab')
  }
}
