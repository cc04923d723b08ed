/** The handlers of blobs and uploads. */
@NullMarked
package dev.slipway.functions.blobs;

import org.jspecify.annotations.NullMarked;
