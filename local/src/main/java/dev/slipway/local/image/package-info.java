/** Images as files: what they consist of, read from layouts and archives and written as layouts. */
@NullMarked
package dev.slipway.local.image;

import org.jspecify.annotations.NullMarked;
