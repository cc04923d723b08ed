/** Tests of images as files. */
@NullMarked
package dev.slipway.local.image;

import org.jspecify.annotations.NullMarked;
