/** The handlers of the version check, with which clients find out how to sign in. */
@NullMarked
package dev.slipway.functions.token;

import org.jspecify.annotations.NullMarked;
