/** The relay beside a client, as a command. */
@NullMarked
package dev.slipway.local.relay;

import org.jspecify.annotations.NullMarked;
