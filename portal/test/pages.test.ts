import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { routes as platform } from '@shanju/contract/platform/routes.ts'
import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import type { PortalAnswer } from '../src/index.ts'
import { ADDRESSES } from '../testkit/addresses.ts'
import { fakeCall } from '../testkit/fake-call.ts'
import { childrenOf, FROZEN, FUND, FUNDS, GIFT, GIFTS, HISTORY, NOW, VOIDED } from '../testkit/fake-city.ts'
import { RULES } from '../testkit/fake-rules.ts'
import { asked, testPortal } from '../testkit/serve.ts'

const portal = testPortal(fakeCall())
const MOST_BYTES = 50_000

async function get(address: string, language: 'zh' | 'en' = 'zh'): Promise<PortalAnswer> {
  const request = asked(address, { language })
  return (await portal.handle(request)) ?? portal.missing(request)
}

const bytes = (text: string): number => new TextEncoder().encode(text).length
/** What people read: tags out, blanks drawn together, entities back. */
const words = ({ html }: PortalAnswer): string =>
  html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')

describe('every page, in both languages', () => {
  for (const [name, address, status] of ADDRESSES)
    for (const language of ['zh', 'en'] as const)
      test(`${name} in ${language} is a whole page with one heading, landmarks and nothing inline`, async () => {
        const answer = await get(address, language)
        assert.equal(answer.status, status)
        assert.match(answer.html, language === 'zh' ? /<html lang="zh-Hans">/ : /<html lang="en">/)
        assert.equal(answer.html.match(/<h1/g)?.length, 1)
        for (const landmark of ['<header class', '<main id="main"', '<footer', '<nav', 'href="#main"'])
          assert.ok(answer.html.includes(landmark), landmark)
        assert.doesNotMatch(answer.html, /<style|\sstyle="|\son\w+="|javascript:/)
        assert.doesNotMatch(answer.html, /<script(?! type="module" src="\/assets\/)/)
        assert.doesNotMatch(answer.html, /undefined|null|NaN|\[object/)
        assert.match(answer.html, /<meta name="description" content="[^"]{10,}">/)
      })
})

test('no page is heavier than 50 kB with its style and script, even with full lists', async () => {
  const fullGifts = Array.from({ length: 60 }, (_, n) => ({
    ...GIFT,
    shownName: `鄂尔多斯市第${n}号暖城商贸有限公司(演示)`,
  }))
  const fullFunds = Array.from({ length: 60 }, (_, n) => ({ ...(FUNDS[n % FUNDS.length] ?? FUND) }))
  const full = testPortal(
    fakeCall({
      [giving.listPublic.name]: ({ query }) => ({
        items: fullGifts.slice(0, Number(query.pageSize)),
        total: 60,
        more: false,
      }),
      [funds.list.name]: ({ query }) => ({ items: fullFunds.slice(0, Number(query.pageSize)), total: 60, more: false }),
      [regulations.list.name]: () => ({
        on: '2026-11-23',
        items: Array.from({ length: 60 }, (_, n) => ({ ...RULES[n % RULES.length], id: `F${10 + n}` })),
      }),
      [divisions.listChildren.name]: ({ params }) => ({
        items: Array.from({ length: 30 }, () => childrenOf('150602004')[0] ?? childrenOf('150600')[0]).map((child) => ({
          ...child,
          parentCode: params.code,
        })),
        updated: NOW,
      }),
    }),
  )
  const shared = full.assets
    .filter(({ path }) => !/large|icon/.test(path))
    .reduce((sum, { body }) => sum + bytes(body), 0)
  for (const [name, address] of ADDRESSES) {
    const request = asked(address)
    const { html } = (await full.handle(request)) ?? full.missing(request)
    const whole = shared + bytes(html)
    assert.ok(whole <= MOST_BYTES, `${name}: ${whole} bytes`)
  }
})

test('what people typed is shown as they typed it and never becomes markup', async () => {
  const page = await get('/')
  assert.ok(words(page).includes('<script>alert("x")</script>'))
  assert.doesNotMatch(page.html, /<script>/)
  const search = await get(`/search?q=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`)
  assert.doesNotMatch(search.html, /<img/)
  assert.ok(words(search).includes('<img src=x onerror=alert(1)>'))
})

test('no page offers to pay: no amount to choose, no form that posts but complaint, objection, vote, answers and the donor’s choice, only where to give lawfully', async () => {
  for (const [, address] of ADDRESSES) {
    const { html } = await get(address)
    assert.doesNotMatch(html, /type="number"|立即捐|去捐款|我要捐/i)
    for (const [form] of html.matchAll(/<form[^>]*method="?post[^>]*>/gi))
      assert.match(
        form,
        /action="\/(?:complain|g\/[0-9A-Z]+\/shown|p\/[0-9A-Z]+\/object|v\/[0-9A-Z]+\/vote|q\/[0-9A-Z]+)"/,
      )
  }
  assert.match(words(await get('/')), /慈善法第二十七条/)
})

describe('home', () => {
  test('shows the city’s books to the fen, with large sums also said in 万', async () => {
    const text = words(await get('/'))
    assert.match(text, /收到 ¥249,906\.78 约 24\.99 万元/)
    assert.match(text, /= 还剩 ¥184,306\.78/)
    assert.match(text, /社区基金 6 个 其中运行中 5 个/)
    assert.match(text, /捐赠 1,234 笔/)
  })

  test('the sheet adds up: what is left beyond in less out has a row of its own', async () => {
    const plain = words(await get(`/f/${showId('fund', FUND.id)}`))
    const carried = words(await get(`/f/${showId('fund', FROZEN.id)}`))
    assert.doesNotMatch(plain, /建账前余额及转账/)
    assert.match(carried, /收到 ¥3,000\.00 − 用出 ¥1,000\.00 \+ 建账前余额及转账 ¥5,000\.00 = 还剩 ¥7,000\.00/)
  })

  test('draws a tile for every banner, each a link that says its name and number', async () => {
    const { html } = await get('/')
    assert.equal(html.match(/<polygon/g)?.length, 9)
    assert.match(html, /href="\/d\/150602" aria-label="东胜区 6 个基金"/)
    assert.match(html, /示意图，非行政区域界线/)
  })

  test('tells the operator of an empty platform how to see a demonstration, and nobody else', async () => {
    const empty = (demonstration: boolean) =>
      testPortal(fakeCall({ [platform.about.name]: () => ({ version: '0.0.0', demonstration, empty: true }) }))
    const home = async (shown: ReturnType<typeof testPortal>) => (await shown.handle(asked('/')))?.html ?? ''
    const told = await home(empty(false))
    assert.match(told, /写给运营者.*<code>npm run demo<\/code>/s)
    assert.doesNotMatch(told.slice(told.indexOf('写给运营者'), told.indexOf('</aside>')), /<form|<button/)
    assert.doesNotMatch(await home(empty(true)), /写给运营者/)
    assert.doesNotMatch((await get('/')).html, /写给运营者/)
  })

  test('answers on a platform that has no divisions yet', async () => {
    const empty = testPortal(
      fakeCall({
        [divisions.listChildren.name]: () => {
          throw Object.assign(new Error('none'), { code: 'platform.not_found' })
        },
        [giving.listPublic.name]: () => ({ items: [], total: 0, more: false }),
      }),
    )
    const answer = await empty.handle(asked('/'))
    assert.equal(answer?.status, 200)
    assert.match(answer?.html ?? '', /行政区划数据尚未载入/)
  })
})

describe('a place', () => {
  test('shows its path, its kind, its name in Mongolian script and how far that is reviewed', async () => {
    const { html } = await get('/d/150602')
    assert.match(html, /lang="mn-Mong" class="mongolian"/)
    assert.match(html, /蒙古文名称<br>待核对/)
    assert.match(html, /<a href="\/d\/150600">鄂尔多斯市<\/a>/)
  })

  test('an old code leads for good to the place that took it over', async () => {
    const answer = await get('/d/150602004099')
    assert.equal(answer.status, 301)
    assert.equal(answer.headers.location, '/d/150602004001')
  })

  test('a divided place names its successors', async () => {
    const answer = await get('/d/150602004098')
    assert.equal(answer.status, 410)
    assert.match(answer.html, /href="\/d\/150602004002"/)
    assert.match(answer.html, /href="\/d\/150602004003"/)
  })

  test('a hidden division, an unknown code and no code at all are the same calm page', async () => {
    for (const code of ['150602004097', '150699', 'abc', '%E0%A4%A']) {
      const answer = await get(`/d/${code}`)
      assert.equal(answer.status, 404, code)
      assert.match(answer.html, /没有这个页面/)
    }
  })

  test('without a fund it says so and leads one step up', async () => {
    assert.match(words(await get('/d/150602004007')), /这里还没有社区基金。 看看建设街道的基金/)
  })
})

describe('a fund', () => {
  test('says what for, who answers, where, and what came in, went out and is left each month', async () => {
    const text = words(await get(`/f/${showId('fund', FUND.id)}`))
    assert.match(text, /七十岁以上独居老人/)
    assert.match(text, /负责机构 暖心社区慈善基金会\(演示\)/)
    assert.match(text, /办公电话 0477-0000123/)
    assert.match(text, /2026-08 −¥500\.00 ¥4,000\.00/)
  })

  test('its chart keeps months in which nothing moved, its table does not, and old months fold away', async () => {
    const month = (text: string) => ({ month: text, inFen: 1_000n, outFen: 0n })
    const at = async (months: (typeof FUND)['months']) => {
      const one = testPortal(fakeCall({ [funds.get.name]: () => ({ ...FUND, months }) }))
      return (await one.handle(asked(`/f/${showId('fund', FUND.id)}`)))?.html ?? ''
    }
    const gap = await at([month('2025-11'), month('2026-02')])
    const labels = [...gap.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, label]) => label)
    assert.deepEqual(labels, ['11月', '12月', '1月', '2月'])
    assert.equal(gap.match(/<th scope="row"><time>/g)?.length, 2)
    assert.doesNotMatch(gap, /<details>/)
    const long = await at(
      ['2025', '2026'].flatMap((year) =>
        ['01', '02', '03', '06', '09', '11', '12'].map((number) => month(`${year}-${number}`)),
      ),
    )
    assert.match(long, /<details><summary>更早的月份<\/summary>/)
  })

  test('while frozen it says so and does not tell how to give to it', async () => {
    const text = words(await get(`/f/${showId('fund', FROZEN.id)}`))
    assert.match(text, /基金已冻结，暂停接受捐赠/)
    assert.doesNotMatch(text, /怎样捐赠/)
  })

  test('history is named beside the figures and not in them', async () => {
    assert.match(words(await get(`/f/${showId('fund', FUND.id)}`)), /另有建账前的捐赠 3 笔，合计 ¥1,500\.00/)
  })

  test('gifts come in pages, and a page number that is none means the first', async () => {
    const many = testPortal(
      fakeCall({
        [giving.listPublic.name]: ({ query }) => ({ items: query.page === 1 ? GIFTS : [], total: 45, more: false }),
      }),
    )
    const at = async (page: string) =>
      (await many.handle(asked(`/f/${showId('fund', FUND.id)}?page=${page}`)))?.html ?? ''
    assert.match(await at('1'), /第 1 页，共 3 页/)
    assert.match(await at('1'), /\?page&#61;2#gifts" rel="next"/)
    assert.match(await at('-3'), /第 1 页，共 3 页/)
    assert.match(await at('99'), /后面没有更多内容了/)
  })

  test('an id of another form never reaches the API', async () => {
    assert.equal((await get('/f/gift_0193a5b27c0073338000000000000001')).status, 404)
    assert.equal((await get('/f/1')).status, 404)
  })
})

describe('a gift', () => {
  test('shows amount, fund, the name as chosen, and its voucher with equal sides', async () => {
    const answer = await get(`/g/${GIFT.publicId}`)
    const text = words(answer)
    assert.match(text, /¥200\.00 捐赠人 张\*\* 捐给 民生社区暖心基金/)
    assert.match(text, /1002 银行存款 ¥200\.00/)
    assert.match(text, /合计 ¥200\.00 ¥200\.00/)
    assert.equal(answer.headers['x-robots-tag'], 'noindex')
    assert.match(answer.html, /<meta name="robots" content="noindex">/)
  })

  test('a voided one shows both vouchers, pointing at each other', async () => {
    const { html } = await get(`/g/${VOIDED.publicId}`)
    assert.match(html, /href="#voucher-9">已由第 9 号分录冲销/)
    assert.match(html, /href="#voucher-2">冲销第 2 号分录/)
  })

  test('an older one is history without entries', async () => {
    const text = words(await get(`/g/${HISTORY.publicId}`))
    assert.match(text, /早于建账日/)
    assert.match(text, /没有凭证/)
    assert.doesNotMatch(text, /借方 贷方/)
  })

  test('is found however its code is typed', async () => {
    assert.equal((await get('/g/7km3-9qxr-2fo1')).headers.location, `/g/${GIFT.publicId}`)
    const typed = await get(`/g?id=${encodeURIComponent(' 7km3 9qxr-2foL')}`)
    assert.equal(typed.status, 303)
    assert.equal(typed.headers.location, `/g/${GIFT.publicId}`)
    assert.equal((await get('/search?q=7KM3-9QXR-2F01')).headers.location, `/g/${GIFT.publicId}`)
  })

  test('a wrong code is answered calmly, with what is wrong with it', async () => {
    assert.match(words(await get('/g/7KM39QXR2FZZ')), /多半是抄错了一位/)
    assert.match(words(await get('/g?id=7KM39')), /这里有 5 位/)
    assert.match(words(await get('/g/7KM39QXR2FU1')), /没有字母 U/)
    assert.match((await get('/g?id=7KM39')).html, /value="7KM39"/)
  })
})

describe('search', () => {
  test('finds places with their path, funds, and organisations with their funds', async () => {
    const text = words(await get('/search?q=社区'))
    assert.match(text, /民生社区 社区 · 鄂尔多斯市 › 东胜区 › 建设街道 · 150602004001/)
    assert.match(text, /民生社区暖心基金/)
    assert.match(text, /暖心社区慈善基金会\(演示\) 社区基金会 · 0477-0000123 · 它设立的基金/)
  })

  test('finding nothing says what to try', async () => {
    assert.match(words(await get('/search?q=没有的')), /没有找到与“没有的”有关的地方/)
  })

  test('words longer than the API takes are cut, not refused', async () => {
    assert.equal((await get(`/search?q=${'鄂'.repeat(500)}`)).status, 200)
  })
})

test('what the API throws for any other reason comes through, so that the server can log it', async () => {
  const broken = testPortal(
    fakeCall({
      [funds.figuresOf.name]: () => {
        throw new Error('broken')
      },
    }),
  )
  await assert.rejects(async () => broken.handle(asked('/d/150602')), /broken/)
})

test('the page for a failure says whose fault it is and the number to quote', () => {
  const answer = portal.failed(asked('/'), { status: 500, id: 'req_1' })
  assert.equal(answer.status, 500)
  assert.match(words(answer), /这是我们的问题.*req_1/)
  assert.match(words(portal.failed(asked('/'), { status: 503 })), /维护/)
  assert.match(words(portal.failed(asked('/'), { status: 429 })), /过于频繁/)
})

test('addresses of other rooms are not the portal’s', async () => {
  for (const path of ['/console/', '/api/v1/funds/funds', '/d/', '/g/a/b'])
    assert.equal(await portal.handle(asked(path)), undefined, path)
})

describe('the rule book', () => {
  test('shows every rule under what it speaks of, with what it does today and how sure it is', async () => {
    const text = words(await get('/rules'))
    assert.match(text, /2026年11月23日的规则/)
    assert.match(text, /设立基金 1 条 F03 基金名称规范 停用 外地做法，本地未采纳前仅供参考 · 市民政局调整过/)
    assert.match(text, /捐赠登记 2 条 D01 捐赠登记要素齐全 拦截 已核对条文原文 D02 捐赠登记要素齐全 待办/)
    assert.match(text, /X09 捐赠登记要素齐全 未到或已过有效期/)
  })

  test('one rule shows its source, its values now and as shipped, and every change with day and reason', async () => {
    const page = await get('/rules/D02')
    const text = words(page)
    assert.match(page.html, /<a href="http:\/\/law.example\/charity\?article&#61;38" rel="external">/)
    assert.match(text, /开票期限（自收到捐赠之日起） 平台自定，无文件依据 · .+ 5 天 10 天/)
    assert.match(text, /自 2027年1月1日 起： 提醒 尚未开始 理由：试行一年/)
    assert.match(text, /自 2026年11月1日 起： 开票期限（自收到捐赠之日起） 5 天 理由：经局务会<b>研究<\/b>决定/)
    assert.doesNotMatch(page.html, /<b>研究/)
  })

  test('sums are shown in yuan, lists of words as words, an emptied list as such, in English too', async () => {
    assert.match(
      words(await get('/rules/F03')),
      /不得使用的字样 .+ （空） 中国、中华、全国、国际 起始资金下限 .+ ¥10,000\.00/,
    )
    const english = words(await get('/rules/F03', 'en'))
    assert.match(english, /From 10 November 2026: Off · Warns · Words not to be used \(none\)/)
    assert.match(english, /Switched off: nothing is checked/)
  })

  test('a number typed in small letters leads to the rule, and what is no rule to the page that says so', async () => {
    const answer = await get('/rules/d02')
    assert.deepEqual([answer.status, answer.headers.location], [301, '/rules/D02'])
    for (const wrong of ['/rules/F99', '/rules/nonsense', '/rules/D02/x']) assert.equal((await get(wrong)).status, 404)
  })

  test('the rule book is found from the foot of every page', async () => {
    for (const [, address] of ADDRESSES) assert.match((await get(address)).html, /<a href="\/rules">规则<\/a>/)
  })
})

describe('the books of a fund', () => {
  const address = `/f/${showId('fund', FUND.id)}/books`

  test('say what came from where and went to what, and the statement adds up', async () => {
    const text = words(await get(address))
    assert.match(
      text,
      /年初余额 ¥5,000\.00 \+ 本年收到 ¥10,012\.00 − 本年用出 ¥5,000\.00 \+ 转账与更正 ¥3,000\.00 = 年末（或目前）余额 ¥13,012\.00/,
    )
    assert.match(text, /捐赠收入 ¥10,000\.00 其他收入 ¥12\.00/)
    assert.match(text, /项目 000000f1 ¥4,000\.00/)
  })

  test('lead from an entry to its gift or to those who paid, and show no words of entries', async () => {
    const { html } = await get(address)
    assert.ok(html.includes(`href="/g/${GIFT.publicId}"`))
    assert.match(html, /href="\/e\/entry_[0-9a-f]{31}2"/)
    assert.match(html, /before&#61;entry_[0-9a-f]{31}1\.1#entries/)
    assert.match(html, /statement\/file\?from&#61;2026-01&#38;to&#61;2026-12&format=pdf/)
  })
})
