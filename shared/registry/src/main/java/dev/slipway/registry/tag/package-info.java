/** Tags: names that move between the manifests of a repository. */
@NullMarked
package dev.slipway.registry.tag;

import org.jspecify.annotations.NullMarked;
