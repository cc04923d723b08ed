@NullMarked
package dev.slipway.local.cost;

import org.jspecify.annotations.NullMarked;
