package dev.slipway.local.gateway;

import java.util.Map;

/** A route that takes a request, and what its path variables stand for, decoded. */
record Match(Route route, Map<String, String> variables) {}
