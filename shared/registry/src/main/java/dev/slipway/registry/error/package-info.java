/** What a registry answers when it cannot do what was asked. */
@NullMarked
package dev.slipway.registry.error;

import org.jspecify.annotations.NullMarked;
