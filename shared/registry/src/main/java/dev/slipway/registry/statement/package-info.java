/** A month's costs as a page to be read, printed and kept. */
@NullMarked
package dev.slipway.registry.statement;

import org.jspecify.annotations.NullMarked;
