package dev.slipway.registry.access;

/**
 * What a client that must sign in is sent: where to get a token, and for what. In exactly the form that the strictest
 * client reads: one scope, no spaces (Docker token specification, "How to authenticate").
 */
record Challenge(Viewer viewer, Scope scope) {

    @Override
    public String toString() {
        var service = viewer.host();
        var challenge = "Bearer realm=\"" + viewer.scheme() + "://" + service + "/token\",service=\"" + service + "\"";
        return scope.type().isEmpty() ? challenge : challenge + ",scope=\"" + scope + "\"";
    }
}
