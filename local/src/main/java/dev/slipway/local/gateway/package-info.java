/** API Gateway's HTTP API on one machine: the routes of template.yaml, payload 2.0, and the limits of the real one. */
@NullMarked
package dev.slipway.local.gateway;

import org.jspecify.annotations.NullMarked;
