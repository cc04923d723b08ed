/** The handlers that no request calls: the clock does, or the log. */
@NullMarked
package dev.slipway.functions.housekeeping;

import org.jspecify.annotations.NullMarked;
