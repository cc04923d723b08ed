/** AWS's bill of a stack beside the ledger: read line by line, added up, compared, and the difference explained. */
@NullMarked
package dev.slipway.local.cost.reconcile;

import org.jspecify.annotations.NullMarked;
