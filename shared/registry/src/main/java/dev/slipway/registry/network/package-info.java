/** Networks: blocks of addresses, and which of them are in the bucket's region. */
@NullMarked
package dev.slipway.registry.network;

import org.jspecify.annotations.NullMarked;
