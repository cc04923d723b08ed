@NullMarked
package dev.slipway.local.cost.reconcile;

import org.jspecify.annotations.NullMarked;
