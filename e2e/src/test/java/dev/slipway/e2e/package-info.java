/** The registry as its clients meet it: a program of its own, spoken to over HTTP. */
@NullMarked
package dev.slipway.e2e;

import org.jspecify.annotations.NullMarked;
