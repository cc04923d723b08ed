/** API Gateway in and out: events become requests, responses and errors become answers, here and nowhere else. */
@NullMarked
package dev.slipway.lambda;

import org.jspecify.annotations.NullMarked;
