/** Where a registry keeps what it knows: a table of items and a bucket of bytes, as ports. */
@NullMarked
package dev.slipway.registry.state;

import org.jspecify.annotations.NullMarked;
