@NullMarked
package dev.slipway.local.deploy;

import org.jspecify.annotations.NullMarked;
