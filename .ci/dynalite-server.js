// dynalite at ADDRESS:PORT, in memory, from the npm packages in FOLDER: a DynamoDB that reports request units as it finds them by the sizes of items.
//
// One request is served after another. What dynalite lacks is added: TransactWriteItems. Each of its actions is made as dynalite's own single call,
// a check as a deletion that is undone, and all are undone where one fails; it reports twice the units of the single calls. One that is sent
// again with its token changes nothing, and is reported as reads.
//
// Where dynalite departs from DynamoDB, and the units or the contract of a table depend on it, its source is mended as it is loaded; nothing else is changed:
// - names and texts are as large as they are in UTF-8 ("DynamoDB item sizes and formats" in the Developer Guide), not as many as their UTF-16 units;
// - a query that reads nothing takes one unit, as a read of what is not there does ("DynamoDB read and write operations"), not none;
// - a page of a query ends with the item that brings its items to 1 MB, by the sizes that the units go by, not by those of an older way of storage: of items of
//   1,042 bytes a page is reported as 128.5 units, read eventually consistent (F. Pachot, "DynamoDB Scan (and why 128.5 RCU?)", 2020), where dynalite says 129.5;
// - an answer to BatchGetItem holds 16 MB, 52 items of 300 KB (API reference), not 1.4 MB;
// - lists are equal where their elements are, in their order; dynalite takes no two for equal.
'use strict'
const fs = require('node:fs')
const http = require('node:http')
const path = require('node:path')
const { registerHooks } = require('node:module')
const { fileURLToPath } = require('node:url')
const { isDeepStrictEqual } = require('node:util')

const MENDED = {
  'db/index.js': [
    ["case 'S':\n    return val.length\n", "case 'S':\n    return Buffer.byteLength(val)\n"],
    ['(compress ? 1 : attr.length)', '(compress ? 1 : Buffer.byteLength(attr))'],
    ['tableUnits = Math.ceil(tableCapacity / 1024 / 4)', 'tableUnits = Math.max(1, Math.ceil(tableCapacity / 1024 / 4))'],
    ['size += itemSize(val, true, true, rangeKey)', 'size += itemSize(val)'],
    ['return val1.every(function (val) {', "if (typeof val1[0] == 'object') return require('node:util').isDeepStrictEqual(val1, val2)\n    return val1.every(function (val) {"],
  ],
  'actions/batchGetItem.js': [
    ['((1024 * 1024) + store.options.maxItemSize - 3)', '16000000'],
  ],
}

const CALLS = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'DeleteItem' }
const CODES = { ConditionalCheckFailedException: 'ConditionalCheckFailed', ValidationException: 'ValidationError' }

const [, , address, folder] = process.argv
const home = path.join(fs.realpathSync(folder), 'node_modules/dynalite')
const unmended = new Set(Object.keys(MENDED))
registerHooks({ load: mended })
const dynalite = require(home)({ createTableMs: 0, deleteTableMs: 0 })
if (unmended.size > 0) throw new Error(`not loaded: ${[...unmended].join(', ')}`)
const schemas = new Map()
const made = new Map()
let last = Promise.resolve()

function mended(url, context, load) {
  const loaded = load(url, context)
  const file = url.startsWith('file:') ? path.relative(home, fileURLToPath(url)) : ''
  const edits = MENDED[file]
  if (edits === undefined) return loaded
  unmended.delete(file)
  let source = fs.readFileSync(fileURLToPath(url), 'utf8')
  for (const [from, to] of edits) {
    const parts = source.split(from)
    if (parts.length !== 2) throw new Error(`${url} has ${parts.length - 1} times: ${from}`)
    source = parts.join(to)
  }
  return { ...loaded, source, shortCircuit: true }
}

// A request to dynalite with the headers of the one that came in.
function ask(incoming, target, body) {
  const { 'content-length': _, host, connection, expect, ...headers } = incoming.headers
  if (target !== undefined) headers['x-amz-target'] = `DynamoDB_20120810.${target}`
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: dynalite.address().port, method: incoming.method, headers }
    const request = http.request(options, async answer => resolve({ status: answer.statusCode, headers: answer.headers, body: await all(answer) }))
    request.on('error', reject)
    request.end(body)
  })
}

async function all(stream) {
  const parts = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}

class Refusal extends Error {
  constructor(type, message, more) {
    super(message)
    this.body = { __type: `com.amazonaws.dynamodb.v20120810#${type}`, Message: message, ...more }
  }
}

async function transact(incoming, { TransactItems: actions, ClientRequestToken: token, ReturnConsumedCapacity: reported }) {
  const call = async (operation, parameters) => {
    const answer = await ask(incoming, operation, JSON.stringify({ ...parameters, ReturnConsumedCapacity: 'TOTAL' }))
    const body = JSON.parse(answer.body)
    return answer.status === 200 ? body : { failure: body.__type.split('#')[1], message: body.message }
  }
  const writes = []
  for (const action of actions) {
    const [kind, parameters] = Object.entries(action)[0]
    const place = { TableName: parameters.TableName, Key: await keyOf(call, parameters) }
    if (writes.some(write => isDeepStrictEqual(write.place, place))) {
      throw new Refusal('ValidationException', 'Transaction request cannot include multiple operations on one item')
    }
    writes.push({ kind, parameters, place })
  }
  const repeated = made.get(token)
  if (repeated !== undefined && !isDeepStrictEqual(repeated, actions)) {
    throw new Refusal('IdempotentParameterMismatchException', 'Provided idempotent token is already in use.')
  }
  const done = repeated === undefined ? await write(call, writes) : await readAgain(call, writes)
  if (token !== undefined) made.set(token, actions)
  return reported === undefined || reported === 'NONE' ? {} : { ConsumedCapacity: capacity(done, repeated === undefined ? 'Write' : 'Read') }
}

async function keyOf(call, { TableName: table, Key: key, Item: item }) {
  if (key !== undefined) return key
  if (!schemas.has(table)) schemas.set(table, (await call('DescribeTable', { TableName: table })).Table.KeySchema)
  return Object.fromEntries(schemas.get(table).map(({ AttributeName: name }) => [name, item[name]]))
}

async function write(call, writes) {
  const done = []
  for (const write of writes) {
    const answer = await call(CALLS[write.kind], { ...write.parameters, ReturnValues: 'ALL_OLD' })
    done.push({ ...write, answer })
    if (write.kind === 'ConditionCheck' && answer.failure === undefined) await undo(call, done.at(-1))
  }
  if (done.some(({ answer }) => answer.failure !== undefined)) {
    for (const one of done) if (one.answer.failure === undefined) await undo(call, one)
    const reasons = done.map(({ answer: { failure, message } }) =>
      failure === undefined ? { Code: 'None' } : { Code: CODES[failure] ?? failure, Message: message })
    throw new Refusal('TransactionCanceledException',
      `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(reason => reason.Code).join(', ')}]`,
      { CancellationReasons: reasons })
  }
  return done
}

async function undo(call, { place, answer: { Attributes: before } }) {
  const undone = before === undefined ? await call('DeleteItem', place) : await call('PutItem', { TableName: place.TableName, Item: before })
  if (undone.failure !== undefined) throw new Error(`not undone: ${undone.failure}`)
}

async function readAgain(call, writes) {
  const read = []
  for (const write of writes) read.push({ ...write, answer: await call('GetItem', { ...write.place, ConsistentRead: true }) })
  return read
}

function capacity(done, direction) {
  const units = new Map()
  for (const { place, answer } of done) {
    units.set(place.TableName, (units.get(place.TableName) ?? 0) + 2 * answer.ConsumedCapacity.CapacityUnits)
  }
  return [...units].map(([table, sum]) => ({ TableName: table, CapacityUnits: sum, [`${direction}CapacityUnits`]: sum }))
}

async function answer(incoming, body) {
  if (!incoming.headers['x-amz-target']?.endsWith('.TransactWriteItems')) return ask(incoming, undefined, body)
  const headers = { 'content-type': 'application/x-amz-json-1.0' }
  try {
    return { status: 200, headers, body: JSON.stringify(await transact(incoming, JSON.parse(body))) }
  } catch (failure) {
    if (failure instanceof Refusal) return { status: 400, headers, body: JSON.stringify(failure.body) }
    throw failure
  }
}

async function serve(incoming, outgoing) {
  const body = await all(incoming)
  const turn = last.then(() => answer(incoming, body))
  last = turn.catch(() => {})
  try {
    const { status, headers, body: answered } = await turn
    outgoing.writeHead(status, headers).end(answered)
  } catch (failure) {
    console.error(failure)
    outgoing.writeHead(500).end()
  }
}

const [host, port] = address.split(':')
dynalite.listen(0, '127.0.0.1', () => http.createServer(serve).listen(Number(port), host))
