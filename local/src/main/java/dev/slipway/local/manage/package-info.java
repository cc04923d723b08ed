/** The commands that manage a registry, wherever it runs, by its management API. */
@NullMarked
package dev.slipway.local.manage;

import org.jspecify.annotations.NullMarked;
