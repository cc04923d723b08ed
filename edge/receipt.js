
// The header Slipway-Cost of an answer that comes from no handler. Stands at the end of both functions.

// Fixed at deployment: trillionths of a dollar for one of each unit, undefined where the region's prices are not
// known, null where answers have no such header.
const RATES = '@@SLIPWAY_EDGE_RATES@@';
const UNITS = ['edge-function', 'cloudfront-request', 'cloudfront-out', 'cloudfront-in', 'bucket-write', 'bucket-read'];

// As the handlers count: the head of the answer, without this header, is the viewer's as its body is.
function receipt(answer, body, others) {
  if (RATES === null) return answer;
  const used = [0, 1, 19 + body].concat(others);
  let cost = 0, text = '';
  used[0] = others.length ? 2 : 1;
  delete answer.headers['slipway-cost']; // the relay hands on one that a handler gave it
  Object.keys(answer.headers).forEach(name => used[2] += name.length + answer.headers[name].value.length + 4);
  UNITS.forEach((unit, i) => {
    if (used[i]) text += ' ' + unit + '=' + used[i];
    if (used[i] && RATES) cost += used[i] * RATES[i];
  });
  cost = Math.round(cost);
  const usd = Math.floor(cost / 1e12) + '.' + String(cost % 1e12 + 1e12).slice(1);
  answer.headers['slipway-cost'] = {value: (RATES ? usd.replace(/\.?0+$/, '') : 'unknown') + text};
  return answer;
}
