/** Tests of the front. */
@NullMarked
package dev.slipway.relay.front;

import org.jspecify.annotations.NullMarked;
