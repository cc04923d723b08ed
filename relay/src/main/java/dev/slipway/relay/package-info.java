/** The relay: takes an upload's body of any length and sends it on in pieces that the registry and its bucket accept. */
@NullMarked
package dev.slipway.relay;

import org.jspecify.annotations.NullMarked;
