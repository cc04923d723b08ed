/** What requests cost on AWS: the units they are made of, counted while they are answered, and the prices of those. */
@NullMarked
package dev.slipway.registry.cost;

import org.jspecify.annotations.NullMarked;
