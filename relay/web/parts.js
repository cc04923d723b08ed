import { trouble } from './refused.js';

const MOST = 16;
const FIRST = 4;
const FRESH = 5 * 60_000;
const lost = () => trouble('the bucket did not take a part; please try again');

// Hands out part URLs in the order of their numbers; asks for more as they run out, or get old before a slow client needs them.
export class PartPlaces {
  #upload;
  #answer;
  #asked;
  #latest = 0;

  constructor(upload) {
    this.#upload = upload;
  }

  // Asks for the first time; a longer body gets more places at once.
  async askFor(length, smallest) {
    await this.askAgain(length === undefined ? FIRST : Math.min(MOST, Math.floor(length / smallest) + 1));
    return this;
  }

  get offset() {
    return this.#answer.offset;
  }

  get pending() {
    return this.#answer.pending;
  }

  get partSize() {
    return this.#answer.partSize;
  }

  // Where the next part goes.
  async next() {
    if (this.#answer.parts.length === 0 || performance.now() - this.#asked > FRESH) {
      const { offset } = this;
      await this.askAgain();
      if (offset !== this.offset) throw await this.#upload.outOfOrder();
    }
    const place = this.#answer.parts.shift();
    if (!place || place.number <= this.#latest) throw trouble('the registry gave no place for the next part');
    this.#latest = place.number;
    return place;
  }

  // Forgets what was said before.
  async askAgain(count = MOST) {
    this.#answer = await this.#upload.ask(count);
    this.#asked = performance.now();
  }
}

// The parts of one upload on their way to the bucket, a few at a time. Each frees its buffer when it is done.
export class PartsInFlight {
  #calls;
  #config;
  #signal;
  #sending = [];
  #sent = [];

  constructor(calls, config, signal) {
    this.#calls = calls;
    this.#config = config;
    this.#signal = signal;
  }

  // Sends a part, at once or when one before it has arrived; its buffer is no longer the caller's.
  async send(place, content) {
    while (this.#sending.length >= this.#config.partsInFlight) await this.#settleOldest();
    const outcome = this.#put(place, content).finally(() => content.close());
    outcome.catch(() => {}); // it is told when it is the oldest
    this.#sending.push(outcome);
  }

  // Waits for the rest; all parts in their order.
  async sent() {
    while (this.#sending.length > 0) await this.#settleOldest();
    return this.#sent;
  }

  async #settleOldest() {
    this.#sent.push(await this.#sending[0]);
    this.#sending.shift();
  }

  async #put({ number, url: text }, content) {
    const url = URL.parse(text, this.#config.registry);
    if (!url || !/^https?:$/.test(url.protocol)) throw trouble('the registry gave an unusable place for a part');
    const { size } = content;
    const call = { url, method: 'PUT', body: content.first(size), timeout: this.#config.partTimeout, signal: this.#signal };
    const answer = await this.#calls.send(call, (status) => status === 200);
    const tag = answer?.status === 200 && answer.headers.etag?.[0];
    if (!tag) throw lost();
    return { number, tag, size };
  }
}
