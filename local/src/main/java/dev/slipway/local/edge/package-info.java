/** CloudFront on one machine: runs the edge functions themselves, in a JavaScript engine that can reach nothing else. */
@NullMarked
package dev.slipway.local.edge;

import org.jspecify.annotations.NullMarked;
