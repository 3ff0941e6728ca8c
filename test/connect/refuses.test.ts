import { expect, it } from 'vitest'
import { workerId } from '../../src/connect/refuses.ts'

it.each([
  ['http://connect-1:8083', 'connect-1:8083'],
  ['http://connect', 'connect:80'],
  ['http://connect:80', 'connect:80'],
  ['https://connect', 'connect:443'],
  ['https://connect:443/api', 'connect:443'],
  ['http://[::1]', '[::1]:80'],
])('the worker behind %s is the one that statuses name %s', (url, id) => {
  expect(workerId(url)).toBe(id)
})
