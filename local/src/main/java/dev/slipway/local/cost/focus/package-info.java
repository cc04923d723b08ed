/** A month's charges as a dataset "Cost and Usage" of FOCUS 1.2, the FinOps Open Cost and Usage Specification. */
@NullMarked
package dev.slipway.local.cost.focus;

import org.jspecify.annotations.NullMarked;
