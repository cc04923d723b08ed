// As much of CloudFront's runtime as the edge functions use. Two calls reach the JVM: hmac(keyHex, text) -> hex and
// base64(hex) -> text. A function is started with start(factory) and then called with an event and answers, both as JSON.
(function (hmac, base64) {
    'use strict';
    const bytes = hex => ({hex: hex, toString: encoding => {
        if (encoding === 'base64') return base64(hex);
        if (encoding === 'hex') return hex;
        throw new TypeError('no encoding ' + encoding + ' here');
    }});
    const Buffer = {from: (text, encoding) => {
        if (encoding !== 'hex') throw new TypeError('no encoding ' + encoding + ' here');
        return bytes(text);
    }};
    const crypto = {createHmac: (algorithm, key) => {
        if (algorithm !== 'sha256') throw new TypeError('no algorithm ' + algorithm + ' here');
        let text = '';
        const mac = {
            update: more => { text += more; return mac; },
            digest: encoding => bytes(hmac(key.hex, text)).toString(encoding)
        };
        return mac;
    }};
    let origin = '';
    const cloudfront = {selectRequestOriginById: id => { origin = id; }};

    return function start(factory) {
        const handler = factory({cloudfront: cloudfront, crypto: crypto}, Buffer);
        return function call(event) {
            origin = '';
            const result = handler(JSON.parse(event));
            return JSON.stringify({origin: origin, result: result});
        };
    };
})
