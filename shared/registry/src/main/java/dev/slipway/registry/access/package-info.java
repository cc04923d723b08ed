/** Who may do what: signed capabilities in URLs, and tokens with scopes. */
@NullMarked
package dev.slipway.registry.access;

import org.jspecify.annotations.NullMarked;
