package dev.slipway.local.doctor;

import dev.slipway.local.TestingRegistry;
import dev.slipway.local.doctor.Doctor.Result;
import dev.slipway.local.manage.Login;
import dev.slipway.local.manage.RegistryUrl;
import dev.slipway.local.manage.Visitor;
import dev.slipway.local.transfer.Connection;
import dev.slipway.local.transfer.Settings;
import dev.slipway.registry.name.RepositoryName;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Visits a registry through something that may break: with little data, and hardly slowly.
 *
 * @param tls what the way to the registry has, and whoever visits trusts
 */
record Practice(
        TestingRegistry registry,
        Optional<SSLContext> tls,
        Optional<String> api,
        Optional<String> plain,
        boolean expiry) {

    static final RepositoryName REPOSITORY = new RepositoryName("admin/slipway-doctor");

    private static final long MIB = 1 << 20;

    static Practice at(TestingRegistry registry) {
        return new Practice(registry, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    Practice tls(SSLContext context) {
        return new Practice(registry, Optional.of(context), api, plain, expiry);
    }

    Practice api(String url) {
        return new Practice(registry, tls, Optional.of(url), plain, expiry);
    }

    Practice plain(String url) {
        return new Practice(registry, tls, api, Optional.of(url), expiry);
    }

    Practice expiring() {
        return new Practice(registry, tls, api, plain, true);
    }

    /** Makes all checks; what was pushed is removed, unless deleting is what is broken. */
    List<Result> visit(Breakage breakage) throws IOException, InterruptedException {
        return visit(breakage, Checks.all());
    }

    /** Makes some. */
    List<Result> visit(Breakage breakage, List<Check> checks) throws IOException, InterruptedException {
        try (var proxy = new BreakingProxy(registry.url(), breakage.before(overTls()), tls)) {
            var url = RegistryUrl.find(proxy.url()).orElseThrow();
            var visitor = new Visitor(url, Optional.of(new Login(url, "admin", registry.adminToken())));
            try (var connection = new Connection(url, Settings.usual(Duration.ofSeconds(60)), remark -> {}, tls)) {
                var site = new Site(visitor, REPOSITORY, connection, plan());
                site.open();
                try {
                    return new Doctor(site, result -> {}).run(checks);
                } finally {
                    site.scratch().remove();
                }
            }
        }
    }

    private Plan plan() {
        return new Plan(
                4 * MIB + 1,
                6 * MIB,
                5 * MIB,
                Duration.ofMillis(100),
                expiry,
                api.map(url -> RegistryUrl.find(url).orElseThrow()),
                plain.map(URI::create),
                Duration.ofMillis(400));
    }

    /** The registry is told of no TLS, so that its own URLs have none; on AWS they have. */
    private Breakage overTls() {
        return Breakage.answers((asked, reply) -> {
            var changed = reply;
            for (var name : List.of("location", "www-authenticate")) {
                var value = reply.header(name);
                if (tls.isPresent() && !value.isEmpty()) {
                    changed = changed.with(name, value.replace("http://", "https://"));
                }
            }
            return changed;
        });
    }
}
