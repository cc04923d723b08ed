/** What `sam deploy` would create, on one machine: the packaged functions in the runtime client that Lambda has, the table, the bucket. */
@NullMarked
package dev.slipway.e2e.deployed;

import org.jspecify.annotations.NullMarked;
