
// Behind the edge function: decides every case again and compares.
const CASES = '@@CASES@@';

// With names in order, and without what changes with every second.
function plain(value) {
    if (Array.isArray(value)) return value.map(plain);
    if (value === null || typeof value !== 'object') {
        return typeof value === 'string' ? value.replace(/^(k[0-9];)[0-9]+;(.*;)[0-9a-f]+$/, '$1$2') : value;
    }
    const ordered = {};
    Object.keys(value).sort().forEach(name => { ordered[name] = plain(value[name]); });
    return ordered;
}

function decide(event) {
    globalThis.origin = '';
    try {
        const result = handler(JSON.parse(event));
        return {origin: globalThis.origin, result: result};
    } catch (e) {
        return String(e);
    }
}

let failed = 0;
CASES.forEach(one => {
    const mine = JSON.stringify(plain(decide(one[0]))), theirs = JSON.stringify(plain(JSON.parse(one[1])));
    if (mine !== theirs) {
        failed++;
        console.log('event    ' + one[0] + '\nexpected ' + theirs + '\nfound    ' + mine);
    }
});

// How long a decision takes, for people to read: the machine may be busy with other things.
const ROUNDS = 20;
let slowest = 0, sum = 0;
CASES.forEach(one => {
    const begin = Date.now();
    for (let i = 0; i < ROUNDS; i++) decide(one[0]);
    const each = (Date.now() - begin) * 1000 / ROUNDS;
    sum += each;
    slowest = Math.max(slowest, each);
});
console.log('microseconds a decision: ' + Math.round(sum / CASES.length) + ' on average, ' + Math.round(slowest) + ' for the slowest');
console.log((CASES.length - failed) + ' passed, ' + failed + ' failed');
