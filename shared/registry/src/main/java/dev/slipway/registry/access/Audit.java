package dev.slipway.registry.access;

/** Is told who was let in, or not, and who changed what. */
@FunctionalInterface
public interface Audit {

    /** Where nobody keeps account. */
    Audit NONE = event -> {};

    void record(AuditEvent event);
}
