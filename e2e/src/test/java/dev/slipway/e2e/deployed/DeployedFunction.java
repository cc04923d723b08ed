package dev.slipway.e2e.deployed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A function as the template describes it.
 *
 * @param name its logical id
 * @param code the jar
 * @param handler the name of a class in it
 * @param memory in MB
 * @param timeout after which an invocation is given up
 * @param environment its variables
 */
record DeployedFunction(
        String name, Path code, String handler, int memory, Duration timeout, Map<String, String> environment) {

    DeployedFunction {
        environment = Map.copyOf(environment);
    }

    DeployedFunction without(String variable) {
        var fewer = new TreeMap<>(environment);
        fewer.remove(variable);
        return new DeployedFunction(name, code, handler, memory, timeout, fewer);
    }
}
