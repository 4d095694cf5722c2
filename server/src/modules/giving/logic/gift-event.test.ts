import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CHANNELS } from '@shanju/contract/giving/vocab.ts'
import { eventOf } from './gift-event.ts'

test('each channel is booked on its own cash account, online ones gross on the account of payment institutions', () => {
  const booked = CHANNELS.map((channel) => [channel, eventOf(channel).recipe, eventOf(channel).cash])
  assert.deepEqual(booked, [
    ['cash', 'E01.post', '1001'],
    ['bank', 'E01.post', '1002'],
    ['wechat', 'E04.post', '100907'],
    ['alipay', 'E04.post', '100907'],
    ['platform', 'E04.post', '100907'],
  ])
})

test('E14: where a share is free for the host the entry splits, on the same cash account', () => {
  for (const channel of CHANNELS) {
    assert.deepEqual(eventOf(channel, 5n), { recipe: 'E14.post', cash: eventOf(channel).cash })
  }
})

test('E07: money held as of unknown origin leaves what is owed, with or without a share for the host', () => {
  for (const fee of [0n, 5n]) assert.equal(eventOf('bank', fee, '2026-03-01').recipe, 'E07.identify')
})
