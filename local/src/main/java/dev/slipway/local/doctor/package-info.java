/** Looks whether a deployment does what Slipway rests on ({@code docs/aws-assumptions.md}). */
@NullMarked
package dev.slipway.local.doctor;

import org.jspecify.annotations.NullMarked;
