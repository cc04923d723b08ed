/** Tests of the doctor: one breaks each thing that it looks at. */
@NullMarked
package dev.slipway.local.doctor;

import org.jspecify.annotations.NullMarked;
