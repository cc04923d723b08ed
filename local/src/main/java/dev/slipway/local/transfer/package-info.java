/** Pushing images to a registry and pulling them, in parts, side by side, and on from where it stopped. */
@NullMarked
package dev.slipway.local.transfer;

import org.jspecify.annotations.NullMarked;
