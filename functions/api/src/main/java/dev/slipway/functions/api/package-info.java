/** The handlers of the management API: tokens, owners and their members, packages, trust policies. */
@NullMarked
package dev.slipway.functions.api;

import org.jspecify.annotations.NullMarked;
