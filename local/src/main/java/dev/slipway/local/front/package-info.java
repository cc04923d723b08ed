/** The HTTP server that plays CloudFront: asks the edge what to do with a request, and does it. */
@NullMarked
package dev.slipway.local.front;

import org.jspecify.annotations.NullMarked;
