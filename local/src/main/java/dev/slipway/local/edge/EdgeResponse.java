package dev.slipway.local.edge;

import java.util.List;
import java.util.Map;

/** The head of an origin's response; its body passes the edge as it is. Names of headers come out in lower case. */
public record EdgeResponse(int status, Map<String, List<String>> headers) {}
