/** The handlers that the clock calls. */
@NullMarked
package dev.slipway.functions.housekeeping;

import org.jspecify.annotations.NullMarked;
