// There is nobody to answer.
export class ClientGone extends Error {}

// A client's body as it arrives. Whatever is not asked for stays in the connection, which makes the client wait.
export class ClientBody {
  received = 0;
  endedAt = 0; // by performance.now()
  #request;
  #patience;
  #chunk = null;
  #failure = null;
  #wake = () => {};

  constructor(request, patience) {
    this.#request = request;
    this.#patience = patience;
    request.pause();
    request.on('data', (chunk) => {
      request.pause();
      this.#chunk = this.#chunk ? Buffer.concat([this.#chunk, chunk]) : chunk;
      this.#wake();
    });
    request.on('end', () => {
      this.endedAt = performance.now();
      this.#wake();
    });
    request.on('error', () => this.#fail());
    request.on('close', () => this.#fail());
  }

  // Waits for some bytes; -1 at the end of the whole body.
  async read(into) {
    while (!this.#chunk && !this.endedAt && !this.#failure) await this.#more();
    if (this.#chunk) {
      const count = this.#chunk.copy(into);
      this.#chunk = count < this.#chunk.length ? this.#chunk.subarray(count) : null;
      this.received += count;
      return count;
    }
    if (this.endedAt) return -1;
    throw this.#failure;
  }

  // Reads what is left and forgets it: an answer before the body's end would stall the client.
  async drain() {
    const bin = Buffer.allocUnsafeSlow(1 << 16);
    while ((await this.read(bin)) >= 0);
  }

  async #more() {
    const silence = setTimeout(() => this.#request.destroy(), this.#patience);
    await new Promise((resolve) => {
      this.#wake = resolve;
      this.#request.resume();
    });
    clearTimeout(silence);
  }

  #fail() {
    if (!this.endedAt) this.#failure ??= new ClientGone('the body broke off');
    this.#wake();
  }
}
