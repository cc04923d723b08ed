// The upload relay as a Lambda Web Function: takes a PATCH or PUT of any length and sends it on in parts (docs/protocol.md).
// Nothing is kept between requests, and nothing about a request is global but the buffers that all share.
import http from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { ClientBody, ClientGone } from './body.js';
import { Buffers } from './buffers.js';
import { Calls } from './calls.js';
import { Refused, trouble } from './refused.js';
import { Registry } from './registry.js';
import { settings } from './settings.js';
import { transfer } from './transfer.js';

// 1,024 descriptors: 512 for who comes, 128 for calls to the registry (one a request), 256 for parts.
const MOST_CLIENTS = 512;
const agents = (maxSockets) => {
  const options = { keepAlive: true, maxSockets, maxFreeSockets: 32, timeout: 15_000 };
  return { 'http:': new http.Agent(options), 'https:': new SecureAgent(options) };
};

// One line of JSON. Never a query, and no header: an upload's URL is all the right it takes.
const log = (level, fields) => console.log(JSON.stringify({ time: new Date().toISOString(), level, ...fields }));
const failure = (event) => (error) => log('ERROR', { event, error: String(error?.stack ?? error).replaceAll(/\?\S+/g, '?…') });

let config;
let address;
try {
  config = settings(process.env);
  const endpoint = process.env.AWS_LAMBDA_HTTP_ENDPOINT ?? '';
  address = /^\[?(?<host>[^\]]+?)\]?:(?<port>\d+)$/.exec(endpoint)?.groups;
  if (!address) throw new Error('AWS_LAMBDA_HTTP_ENDPOINT must be HOST:PORT');
} catch (error) {
  log('ERROR', { event: 'start', error: error.message });
  process.exit(1);
}

const registry = new Registry(new Calls(agents(128), config), config);
const shared = { config, registry, parts: new Calls(agents(256), config), buffers: new Buffers(config.buffers) };
let stopping = false;

async function answer(request, body, report) {
  try {
    return await transfer(shared, request, body, report);
  } catch (error) {
    if (error instanceof ClientGone) throw error;
    if (!(error instanceof Refused)) failure('request')(error);
    await body.drain();
    return error instanceof Refused ? error.answer : trouble('the relay failed; please try again').answer;
  }
}

function send(response, { status, headers, body }) {
  const connection = stopping ? { connection: 'close' } : {};
  const length = status === 204 || status === 304 ? {} : { 'content-length': body.length };
  response.writeHead(status, { ...headers, ...connection, ...length }).end(body);
}

async function serve(request, response) {
  if (request.method === 'GET' && request.url === '/') {
    request.resume();
    send(response, { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' });
    return;
  }
  const begun = performance.now();
  const body = new ClientBody(request, config.patience);
  const report = { parts: 0 };
  let status = 0;
  try {
    const result = await answer(request, body, report);
    status = result.status;
    send(response, result);
  } catch (error) {
    request.destroy();
    if (!(error instanceof ClientGone)) failure('answer')(error);
  } finally {
    const [path] = request.url.split('?', 1);
    const milliseconds = Math.round(performance.now() - begun);
    log('INFO', { method: request.method, path, status, bytes: body.received, parts: report.parts, milliseconds });
  }
}

// A body may take as long as the function's timeout; how long a client may be silent, ClientBody says.
const server = http.createServer({ maxHeaderSize: 32 << 10, requestTimeout: 0, headersTimeout: 60_000, keepAliveTimeout: 65_000 }, (request, response) => {
  response.on('error', () => {});
  void serve(request, response);
});
server.maxConnections = MOST_CLIENTS;
server.on('error', (error) => {
  failure('listen')(error);
  process.exit(1);
});

// Lambda grants a second; who is in the middle of something may finish in that.
process.on('SIGTERM', () => {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(0), config.stop).unref();
  server.close(() => process.exit(0));
});
process.on('uncaughtException', failure('uncaught'));
process.on('unhandledRejection', failure('unhandled'));

server.listen(Number(address.port), address.host, () => log('INFO', { event: 'listening' }));
