package dev.slipway.registry.budget;

/** Where a registry tells others that something has come to pass. */
@FunctionalInterface
public interface Notices {

    /**
     * Tells of a budget; returns once that is kept. The same warning may be given more than once, under one
     * {@linkplain BudgetWarning#id id}.
     */
    void warn(BudgetWarning warning);
}
