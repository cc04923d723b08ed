package dev.slipway.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.slipway.registry", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("dev.slipway.registry.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ERRORS_KNOW_NOTHING = only("error");

    @ArchTest
    static final ArchRule NAMES_KNOW_ERRORS = only("name", "error");

    @ArchTest
    static final ArchRule STATE_KNOWS_NAMES = only("state", "name", "error");

    @ArchTest
    static final ArchRule NETWORKS_KNOW_STATE = only("network", "state", "name", "error");

    @ArchTest
    static final ArchRule OWNERS_KNOW_NETWORKS = only("owner", "network", "state", "name", "error");

    @ArchTest
    static final ArchRule ACCESS_KNOWS_OWNERS = only("access", "owner", "network", "cost", "state", "name", "error");

    @ArchTest
    static final ArchRule COSTS_KNOW_STATE = only("cost", "state", "name", "error");

    @ArchTest
    static final ArchRule BUDGETS_KNOW_ACCESS = only("budget", "access", "owner", "cost", "state", "name", "error");

    @ArchTest
    static final ArchRule STATEMENTS_KNOW_COSTS = only("statement", "cost", "owner", "state", "name", "error");

    @ArchTest
    static final ArchRule TAGS_KNOW_STATE = only("tag", "state", "name", "error");

    @ArchTest
    static final ArchRule BLOBS_KNOW_STATE = only("blob", "state", "name", "error");

    @ArchTest
    static final ArchRule MANIFESTS_KNOW_BLOBS = only("manifest", "blob", "tag", "state", "name", "error");

    private static ArchRule only(String room, String... others) {
        var allowed = new String[others.length + 6];
        for (var i = 0; i < others.length; i++) {
            allowed[i] = "dev.slipway.registry." + others[i];
        }
        allowed[others.length] = "dev.slipway.registry." + room;
        allowed[others.length + 1] = "java..";
        allowed[others.length + 2] = "javax.crypto..";
        allowed[others.length + 3] = "org.jspecify..";
        allowed[others.length + 4] = "com.fasterxml.jackson.core..";
        allowed[others.length + 5] = "org.bouncycastle.crypto..";
        return classes()
                .that()
                .resideInAPackage("dev.slipway.registry." + room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }
}
