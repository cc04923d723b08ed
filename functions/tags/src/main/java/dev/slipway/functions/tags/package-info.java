/** The handlers of listings: tags and repositories. */
@NullMarked
package dev.slipway.functions.tags;

import org.jspecify.annotations.NullMarked;
