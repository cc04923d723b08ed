/** The cloud on one machine: the program {@code slipway} and how it puts a registry together. */
@NullMarked
package dev.slipway.local;

import org.jspecify.annotations.NullMarked;
