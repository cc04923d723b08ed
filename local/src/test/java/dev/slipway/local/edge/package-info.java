/** Tables of requests and what the edge makes of them. */
@NullMarked
package dev.slipway.local.edge;

import org.jspecify.annotations.NullMarked;
