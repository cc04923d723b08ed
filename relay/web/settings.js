// How the relay works, from the environment. Nothing here is a secret: whoever may describe the function reads it.

// Parts of 8 MiB: 1 GiB of the 2 that an environment has, two for each of 64 requests.
const DEFAULTS = {
  buffers: 128, // how many parts may be in memory, over all uploads
  partsInFlight: 2, // how many parts one upload sends at once
  attempts: 4, // how often a call or a part is tried
  backOff: 250, // the wait before the second attempt, doubled with each one after; this and the rest in milliseconds
  callTimeout: 40_000, // for one answer of the registry, which API Gateway bounds to 30 seconds
  partTimeout: 60_000, // for one part
  patience: 60_000, // how long a client may send nothing
  copyWait: 45_000, // how long after the body's end the registry may verify: CloudFront waits 60 seconds for our answer
  stop: 900, // how long who is under way may take after SIGTERM
};

const variable = (name) => 'SLIPWAY_' + name.replaceAll(/[A-Z]/g, (letter) => '_' + letter).toUpperCase();

export function settings(environment) {
  const registry = URL.parse(environment.SLIPWAY_REGISTRY ?? '');
  if (!registry || !/^https?:$/.test(registry.protocol)) {
    throw new Error("SLIPWAY_REGISTRY must be the registry's URL, such as https://registry.example.com");
  }
  const numbers = Object.entries(DEFAULTS).map(([name, usual]) => {
    const text = environment[variable(name)] ?? String(usual);
    if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${variable(name)} must be a whole number from 1`);
    return [name, Number(text)];
  });
  return Object.freeze({ registry, ...Object.fromEntries(numbers) });
}
