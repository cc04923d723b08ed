/** Blobs: uploads that become them, links that make them readable, and where their bytes are. */
@NullMarked
package dev.slipway.registry.blob;

import org.jspecify.annotations.NullMarked;
