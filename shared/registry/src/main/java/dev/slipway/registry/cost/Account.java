package dev.slipway.registry.cost;

/**
 * Whose work something was, and what kind of work.
 *
 * @param owner of the package; empty where the work concerns none
 * @param repository the package, by its whole name; empty where the work concerns none
 * @param credential what the caller had signed in with, by its id; empty for one who had not
 * @param action what was done: {@code pull}, {@code push}, {@code delete}, {@code list}, {@code sign-in}, {@code manage}; and what nobody asks for: {@code store}, {@code standing}, {@code sweep}, {@code platform}, {@code ledger}
 */
public record Account(String owner, String repository, String credential, String action) {

    /** That of what the registry does for all of them. */
    public static Account nobody(String action) {
        return new Account("", "", "", action);
    }
}
