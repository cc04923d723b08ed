import http from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

const LARGEST_ANSWER = 4 << 20; // at most 100 part URLs or an error
const CONNECT = 10_000;

// Sends requests until they have an answer that settles them. Each may be sent twice: URLs and lists of parts say which offset they are
// for, so that the registry does nothing twice, and an upload begun in vain disappears by itself.
export class Calls {
  #agents;
  #attempts;
  #backOff;

  constructor(agents, { attempts, backOff }) {
    this.#agents = agents;
    this.#attempts = attempts;
    this.#backOff = backOff;
  }

  // The first answer that settles the request, else the last one there was, or undefined when no attempt was answered.
  async send(call, settles) {
    let last;
    for (let attempt = 1; attempt <= this.#attempts; attempt++) {
      const answer = await this.once(call);
      if (answer && settles(answer.status)) return answer;
      last = answer ?? last;
      if (attempt < this.#attempts) await sleep(this.#waitAfter(attempt), undefined, { signal: call.signal });
    }
    return last;
  }

  // One attempt; undefined when it was not answered. Throws only when the call's signal says that nobody wants it any more.
  async once({ url, path, method, headers = {}, body = [], timeout, signal }) {
    const length = body.reduce((sum, piece) => sum + piece.length, 0);
    const options = { method, agent: this.#agents[url.protocol], headers: { ...headers }, signal };
    if (method !== 'GET') options.headers['content-length'] = length;
    if (path) options.path = path;
    let request;
    let late;
    try {
      request = (url.protocol === 'https:' ? https : http).request(url, options);
      late = setTimeout(() => request.destroy(new Error('no answer in time')), timeout);
      const answer = await new Promise((resolve, reject) => {
        request.on('error', reject);
        request.on('socket', (socket) => limitConnecting(socket, request));
        request.on('response', (response) => read(response).then(resolve, reject));
        body.forEach((piece) => request.write(piece));
        request.end();
      });
      if (!request.writableFinished) request.destroy();
      return answer;
    } catch {
      request?.destroy();
      signal?.throwIfAborted();
      return undefined;
    } finally {
      clearTimeout(late);
    }
  }

  // Doubled each time, and up to half as long again, so that uploads that failed together do not come back together.
  #waitAfter(attempt) {
    return this.#backOff * 2 ** (attempt - 1) * (1 + Math.random() / 2);
  }
}

function limitConnecting(socket, request) {
  if (!socket.connecting) return;
  const late = setTimeout(() => request.destroy(new Error('no connection in time')), CONNECT);
  for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(late));
}

async function read(response) {
  const chunks = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  return { status: response.statusCode, headers: response.headersDistinct, body: Buffer.concat(chunks) };
}
