/** Tests of pushing and pulling. */
@NullMarked
package dev.slipway.local.transfer;

import org.jspecify.annotations.NullMarked;
