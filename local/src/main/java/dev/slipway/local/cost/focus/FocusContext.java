package dev.slipway.local.cost.focus;

import java.time.YearMonth;

/**
 * What is the same in every row of an export.
 *
 * @param accountId the account of AWS that the registry runs in, which is taken for the one that pays as well
 * @param accountName what the account is called; empty when that is not known
 * @param region by its id, such as {@code us-east-1}
 * @param stack the name of the registry's stack
 * @param month that is billed
 */
public record FocusContext(String accountId, String accountName, String region, String stack, YearMonth month) {

    public FocusContext {
        if (accountId.isBlank() || region.isBlank() || stack.isBlank()) {
            throw new IllegalArgumentException("an export needs an account, a region and a stack");
        }
    }
}
