package dev.slipway.local.manage;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that asks a registry something, and tells what it answers. */
@Command(mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // set by picocli
abstract class ManagementCommand implements Callable<Integer> {

    @Mixin
    private RegistryOptions registry;

    @Mixin
    private Output output;

    abstract void run(RegistryClient client, Output output);

    @Override
    public final Integer call() {
        try (var client = registry.connect()) {
            run(client, output);
        }
        return 0;
    }
}
