import { setTimeout as sleep } from 'node:timers/promises';
import { passedAnswer } from './headers.js';
import { Refused, refused, trouble } from './refused.js';
import { header, locationOf } from './registry.js';

export const SMALLEST_PART = 5 << 20; // the bucket takes no smaller one but as the last of an object
const LARGEST_PART = 64 << 20; // more than any bucket needs; a part is held in memory
const LONGEST_PAUSE = 5_000;
const BYTES = 'application/octet-stream';
const JSON_TYPE = 'application/json';

// One upload at the registry: follows it from Location to Location.
export class Upload {
  #registry;
  #signal;
  #url;
  #end = 0;
  #latest;

  constructor(registry, url, signal) {
    this.#registry = registry;
    this.#url = url;
    this.#signal = signal;
  }

  // Asks where parts go. Each time the numbers are ones that were not given before.
  async ask(count) {
    const answer = await this.#call('POST', this.#url.parts, JSON_TYPE, [Buffer.from(JSON.stringify({ count }))]);
    const places = placesOf(answer.body);
    if (!places) throw trouble('the registry gave no usable places for parts');
    this.#end = places.offset;
    return places;
  }

  // Sends the first bytes of a buffer through the registry, and drops them.
  async append(buffer, length) {
    await this.#bring('PATCH', this.#url.plain, BYTES, buffer.first(length), length);
    buffer.drop(length);
  }

  // Adds parts that lie in the bucket: 48 KB of JSON for the 640 of 5 GiB.
  async add(parts) {
    const list = Buffer.from(JSON.stringify({ offset: this.#end, parts }));
    const length = parts.reduce((sum, part) => sum + part.size, 0);
    await this.#bring('PUT', this.#url.parts, JSON_TYPE, [list], length);
  }

  // Waits until the registry has put the parts together and knows their hash. Nothing that happens here is an error: the closing request settles it.
  async copy(deadline, { attempts, backOff }) {
    const left = () => deadline - performance.now();
    for (let failures = 0; failures < attempts && left() > 0; ) {
      const state = await this.#registry.copy(this.#url.copy, left(), this.#signal);
      if (!state) return;
      failures = state.isUnderWay ? 0 : failures + 1;
      const pause = Math.max(backOff, Math.min(LONGEST_PAUSE, state.retryAfter));
      if (pause < left()) await sleep(pause, undefined, { signal: this.#signal });
    }
  }

  // Closes the upload, whose bytes are all there.
  async close(digest) {
    return passedAnswer(await this.#call('PUT', this.#url.closing(digest), BYTES));
  }

  // The answer to the latest call that brought bytes.
  get latest() {
    if (!this.#latest) throw trouble('the registry took no bytes');
    return this.#latest;
  }

  // What a client must hear whose bytes do not begin where the upload ends.
  async outOfOrder() {
    const { headers } = await this.#state();
    const told = ['location', 'range', 'docker-upload-uuid'].filter((name) => headers[name]).map((name) => [name, headers[name]]);
    return refused(416, 'BLOB_UPLOAD_INVALID', 'the bytes do not begin where the upload ends', Object.fromEntries(told));
  }

  async #bring(method, path, type, body, length) {
    try {
      this.#moved(passedAnswer(await this.#call(method, path, type, body)));
    } catch (error) {
      this.#moved(await this.#broughtBefore(error, this.#end + length - 1));
    }
    this.#end += length;
  }

  // A call is made again when its answer is lost. The registry then refuses what it has already done.
  async #broughtBefore(error, last) {
    if (!(error instanceof Refused) || error.answer.status !== 416) throw error;
    const state = await this.#state();
    if (header(state, 'range') !== `0-${last}`) throw error;
    return { status: 202, headers: state.headers, body: Buffer.alloc(0) };
  }

  async #state() {
    return passedAnswer(await this.#call('GET', this.#url.plain, BYTES));
  }

  #call(method, path, type, body) {
    return this.#registry.call(method, path, type, body, this.#signal);
  }

  #moved(answer) {
    this.#latest = answer;
    const location = header(answer, 'location');
    if (location) this.#url = locationOf(location);
  }
}

function placesOf(body) {
  try {
    const { offset, pending, partSize, parts } = JSON.parse(body);
    const isCount = (number) => Number.isSafeInteger(number) && number >= 0;
    const isUsable = ({ number, url }) => isCount(number) && typeof url === 'string';
    const isSensible = isCount(offset) && isCount(pending) && isCount(partSize) && partSize >= SMALLEST_PART && partSize <= LARGEST_PART;
    return isSensible && parts.every(isUsable) ? { offset, pending, partSize, parts } : undefined;
  } catch {
    return undefined;
  }
}
