/** Tests of the relay beside a client. */
@NullMarked
package dev.slipway.local.relay;

import org.jspecify.annotations.NullMarked;
