/** What a registry is, whatever it runs on. */
@NullMarked
package dev.slipway.registry;

import org.jspecify.annotations.NullMarked;
