import { PartBuffer } from './buffers.js';
import { PartPlaces, PartsInFlight } from './parts.js';
import { refused } from './refused.js';
import { route } from './routes.js';
import { SMALLEST_PART, Upload } from './upload.js';

const SMALL_BODY = 4 << 20; // so much goes through the registry's handlers in one request

// One body on its way from a client into the registry; answers what the client is to hear. The steps are those of docs/protocol.md.
export async function transfer(shared, request, body, report) {
  const giveUp = new AbortController();
  const one = new Transfer(shared, request, body, report, giveUp.signal);
  try {
    return await one.run();
  } finally {
    giveUp.abort();
    one.buffer.close();
  }
}

class Transfer {
  #shared;
  #request;
  #body;
  #report;
  #signal;
  #inFlight;
  buffer;

  constructor(shared, request, body, report, signal) {
    this.#shared = shared;
    this.#request = request;
    this.#body = body;
    this.#report = report;
    this.#signal = signal;
    this.#inFlight = new PartsInFlight(shared.parts, shared.config, signal);
    this.buffer = new PartBuffer(shared.buffers);
  }

  async run() {
    const { kind, target } = route(this.#request);
    if (await this.buffer.fill(this.#body, SMALL_BODY + 1)) return this.#large(kind, target);
    const bytes = this.buffer.first(this.buffer.size);
    return this.#shared.registry.forward(this.#request, target, bytes, kind === 'whole', this.#signal);
  }

  async #large(kind, target) {
    const { registry, config } = this.#shared;
    const range = contentRange(this.#request);
    const url = kind === 'whole' ? await registry.begin(this.#request, target, this.#signal) : target;
    const upload = new Upload(registry, url, this.#signal);
    const length = this.#request.headers['content-length'];
    const places = await new PartPlaces(upload).askFor(length && Number(length), SMALLEST_PART);
    if (range && range.first !== places.offset) throw await upload.outOfOrder();
    let hasParts = places.offset > places.pending;
    if (await this.#settlePending(upload, places)) {
      hasParts = (await this.#sendParts(upload, places, range)) || hasParts;
    } else {
      requireLength(range, this.#body.received);
    }
    await this.#sendRest(upload);
    // A closing request is still to come, for which the client waits too.
    const wait = kind === 'append' ? config.copyWait : (config.copyWait * 2) / 3;
    if (hasParts) await upload.copy(this.#body.endedAt + wait, config);
    return kind === 'append' ? upload.latest : upload.close(target.digest);
  }

  // Sends small pieces until the registry has made a part of them; false when the body ended before.
  async #settlePending(upload, places) {
    while (places.pending > 0) {
      if (!(await this.buffer.fill(this.#body, SMALL_BODY))) return false;
      await upload.append(this.buffer, SMALL_BODY);
      await places.askAgain();
    }
    return true;
  }

  // Whether there were any.
  async #sendParts(upload, places, range) {
    while (await this.buffer.fill(this.#body, places.partSize)) await this.#sendPart(places);
    if (this.buffer.size >= SMALLEST_PART) await this.#sendPart(places);
    requireLength(range, this.#body.received);
    const sent = await this.#inFlight.sent();
    if (sent.length > 0) await upload.add(sent);
    return sent.length > 0;
  }

  async #sendPart(places) {
    const place = await places.next();
    const full = this.buffer;
    await this.#inFlight.send(place, full);
    this.#report.parts++;
    this.buffer = new PartBuffer(this.#shared.buffers);
  }

  // Sends what is too little for a part; the buffer's place is then free for others.
  async #sendRest(upload) {
    while (this.buffer.size > 0) await upload.append(this.buffer, Math.min(this.buffer.size, SMALL_BODY));
    this.buffer.close();
  }
}

// Which bytes of the upload a body is said to be, if the client says.
function contentRange(request) {
  const text = request.headers['content-range'];
  if (text === undefined) return undefined;
  const form = /^(\d{1,15})-(\d{1,15})$/.exec(text.trim());
  if (!form) throw refused(400, 'BLOB_UPLOAD_INVALID', 'Content-Range must be FIRST-LAST');
  return { first: Number(form[1]), last: Number(form[2]) };
}

function requireLength(range, length) {
  if (range && range.last - range.first + 1 !== length) {
    throw refused(400, 'SIZE_INVALID', 'Content-Range does not fit the length of the body');
  }
}
