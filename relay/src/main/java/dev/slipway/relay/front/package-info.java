/** A whole front of a registry beside a client: large uploads go by the relay, all else is passed on as it is. */
@NullMarked
package dev.slipway.relay.front;

import org.jspecify.annotations.NullMarked;
