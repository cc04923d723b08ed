export default {selectRequestOriginById: id => { globalThis.origin = id; }};
