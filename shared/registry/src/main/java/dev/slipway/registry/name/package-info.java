/** The names of the protocol: repositories, tags, digests, uploads. */
@NullMarked
package dev.slipway.registry.name;

import org.jspecify.annotations.NullMarked;
