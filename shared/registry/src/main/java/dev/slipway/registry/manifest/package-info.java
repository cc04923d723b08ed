/** Manifests: the exact bytes pushed, what they refer to, and who refers to them. */
@NullMarked
package dev.slipway.registry.manifest;

import org.jspecify.annotations.NullMarked;
