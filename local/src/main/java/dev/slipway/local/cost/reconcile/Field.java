package dev.slipway.local.cost.reconcile;

/** What is read of a bill's line. */
enum Field {
    /** The code of the service. */
    SERVICE,
    /** The name of the service, where it has a column of its own. */
    SERVICE_NAME,
    USAGE_TYPE,
    OPERATION,
    /** Whether it is usage, tax, a credit and so on. */
    KIND,
    START,
    END,
    AMOUNT,
    /** In what the amount is measured. */
    MEASURE,
    COST,
    CURRENCY,
    RESOURCE,
    /** All tags: a map, or JSON. */
    TAGS,
    /** The tag that the template sets, where an export has it as a column. */
    STACK_TAG,
    /** The tag that CloudFormation sets, where an export has it as a column. */
    CLOUDFORMATION_TAG
}
