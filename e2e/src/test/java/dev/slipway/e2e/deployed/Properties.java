package dev.slipway.e2e.deployed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An object of a template or of JSON: what is asked for is there, and of the kind that is asked for. */
record Properties(Map<String, Object> members) {

    Properties {
        members = Map.copyOf(members);
    }

    Set<String> names() {
        return members.keySet();
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        return member(name).toString();
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    @SuppressWarnings("unchecked") // what is asked for is an object
    Properties at(String name) {
        return new Properties((Map<String, Object>) member(name));
    }

    @SuppressWarnings("unchecked") // what is asked for is a list of objects
    List<Properties> list(String name) {
        return ((List<Map<String, Object>>) member(name))
                .stream().map(Properties::new).toList();
    }

    private Object member(String name) {
        return Optional.ofNullable(members.get(name))
                .orElseThrow(() -> new AssertionError("no " + name + " among " + members.keySet()));
    }
}
