// The memory that all uploads share.
//
// The bound: `count` buffers of one part each, and for every upload under way 64 KiB and what the connection itself holds
// (another 64 KiB or two). A buffer takes its place in the count only when it outgrows its first 64 KiB, so that small bodies and clients that
// have sent next to nothing take none. While no place is free, nothing is read from the client that waits for one.
//
// No deadlock: an upload fills one buffer at a time, and while it waits for a place the buffer it fills has none. Places it
// holds besides are those of parts on their way, which come free without it: sent, or given up after the last attempt.
// A slow client's place comes free when its part is full and sent, when it hangs up, or is silent for too long.

const FIRST = 1 << 16;
const SEGMENT = 1 << 20;

export class Buffers {
  #free;
  #waiting = [];
  #spare = [];
  #count;

  constructor(count) {
    this.#count = count;
    this.#free = count;
  }

  // Served in turn.
  async take() {
    if (this.#free > 0) {
      this.#free--;
    } else {
      await new Promise((resolve) => this.#waiting.push(resolve));
    }
  }

  // Segments go round among the uploads, and are let go when there is none.
  giveBack(segments) {
    this.#spare.push(...segments);
    const next = this.#waiting.shift();
    if (next) {
      next();
    } else if (++this.#free === this.#count) {
      this.#spare = [];
    }
  }

  segment() {
    return this.#spare.pop() ?? Buffer.allocUnsafeSlow(SEGMENT);
  }
}

// The next bytes of an upload, kept until they have arrived where they belong.
export class PartBuffer {
  #buffers;
  #segments = [];
  #start = 0;
  #end = 0;
  #placed = false;
  #closed = false;

  constructor(buffers) {
    this.#buffers = buffers;
  }

  get size() {
    return this.#end - this.#start;
  }

  // Reads until there are so many bytes, or fewer because the body has ended, which is false.
  async fill(body, size) {
    while (this.size < size) {
      const room = this.#room() ?? (await this.#grow());
      const count = await body.read(room.subarray(0, size - this.size));
      if (count < 0) return false;
      this.#end += count;
    }
    return true;
  }

  // The first bytes, in pieces.
  first(length) {
    const pieces = [];
    for (let from = this.#start; from < this.#start + length; ) {
      const offset = from % SEGMENT;
      const piece = this.#segments[Math.floor(from / SEGMENT)].subarray(offset, offset + this.#start + length - from);
      pieces.push(piece);
      from += piece.length;
    }
    return pieces;
  }

  // Forgets the first bytes.
  drop(length) {
    this.#start += length;
  }

  // Frees the memory and its place. Done twice, it frees once.
  close() {
    if (this.#placed && !this.#closed) this.#buffers.giveBack(this.#segments);
    this.#closed = true;
    this.#segments = [];
  }

  // What is left of the segment that is being filled.
  #room() {
    const last = this.#segments.at(-1);
    const used = this.#end - (this.#segments.length - 1) * SEGMENT;
    return last && used < last.length ? last.subarray(used) : undefined;
  }

  async #grow() {
    if (this.#segments.length === 0) {
      this.#segments.push(Buffer.allocUnsafeSlow(FIRST));
    } else if (!this.#placed) {
      await this.#buffers.take();
      this.#placed = true;
      const [first] = this.#segments;
      this.#segments = [this.#buffers.segment()];
      first.copy(this.#segments[0]);
    } else {
      this.#segments.push(this.#buffers.segment());
    }
    return this.#room();
  }
}
