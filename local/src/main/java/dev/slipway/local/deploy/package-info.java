/** Puts a registry into an AWS account and takes it away again, by way of the command lines {@code aws} and {@code sam}. */
@NullMarked
package dev.slipway.local.deploy;

import org.jspecify.annotations.NullMarked;
