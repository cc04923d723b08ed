/** The handlers of manifests and their referrers. */
@NullMarked
package dev.slipway.functions.manifests;

import org.jspecify.annotations.NullMarked;
