/** What owners may spend in a month: how much of it is spent, who is told, and what is refused. */
@NullMarked
package dev.slipway.registry.budget;

import org.jspecify.annotations.NullMarked;
