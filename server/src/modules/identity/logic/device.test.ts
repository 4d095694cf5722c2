import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceFrom } from './device.ts'

const CASES: readonly (readonly [string, string])[] = [
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
    'Chrome · Windows',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge · Windows'],
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0.50',
    'WeChat · Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1',
    'Safari · iOS',
  ],
  ['curl/8.5.0', ''],
  ['<script>alert(1)</script>', ''],
]

for (const [header, shown] of CASES) {
  test(`a browser's line of ${header.length} letters is shown as "${shown}"`, () => {
    assert.equal(deviceFrom(header), shown)
  })
}
