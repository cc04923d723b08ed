/**
 * What a registry costs on AWS: estimates of a month, beside Amazon ECR, and the prices that they are made from; and how AWS's
 * bill calls what the ledger counts.
 */
@NullMarked
package dev.slipway.local.cost;

import org.jspecify.annotations.NullMarked;
