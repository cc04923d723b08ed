/** The relay of {@code relay/web} run on this machine as Lambda runs a Web Function: in a process of its own, behind an endpoint with rules. */
@NullMarked
package dev.slipway.relay.web;

import org.jspecify.annotations.NullMarked;
